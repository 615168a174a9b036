package diag

import (
	"strings"
	"unicode/utf8"
)

// Suggest gives the candidate nearest to a misspelt word, or "" where none is
// near: at most one edit in three letters, counting a swap of neighbours as one
// and ignoring case.
func Suggest(word string, candidates []string) string {
	length := utf8.RuneCountInString(word)
	best, nearest := "", length/3+1
	for _, c := range candidates {
		if other := utf8.RuneCountInString(c); max(other-length, length-other) >= nearest {
			continue // it takes as many edits at least
		}
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < nearest {
			best, nearest = c, d
		}
	}
	return best
}

// DidYouMean words a suggestion as a help text, or gives "" where none is near.
func DidYouMean(word string, candidates []string) string {
	if s := Suggest(word, candidates); s != "" {
		return "did you mean " + quote(s) + "?"
	}
	return ""
}

func quote(s string) string { return `"` + s + `"` }

// distance is the optimal string alignment distance, in runes.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before := make([]int, len(y)+1)
	above := make([]int, len(y)+1)
	row := make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(y)]
}
