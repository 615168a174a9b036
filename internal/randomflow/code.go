package randomflow

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
)

// code draws an expression of the query language itself: one of JSONata, or what
// means the same in JSONPath.
func (g *gen) code(depth int) *expr {
	x, list := g.expr(aNumber, depth), g.expr(numbers, depth)
	return &expr{
		build: func(m *maker) any {
			x, list := dsl.With("x", get[int](m, x)), dsl.With("list", get[[]int](m, list))
			if m.older {
				return dsl.Path[int]("States.MathAdd($x, States.ArrayLength($list))", x, list)
			}
			return dsl.JSONata[int]("$count($list) + $x", x, list)
		},
		eval: func(r *run) any { return x.eval(r).(int) + len(list.eval(r).([]int)) },
	}
}

// named draws the name of a resource, which the local runner leaves as it is.
func named() *expr {
	return &expr{
		build: func(*maker) any { return dsl.Named(dsl.Resource{Name: "Thing", Kind: "topic"}) },
		eval:  func(*run) any { return "${Thing}" },
	}
}

// digests draw what was encoded and decoded, and hashes.
func (g *gen) digests(depth int) []func() *expr {
	return append(g.plainDigests(depth), unary(g.expr(aText, depth), func(v dsl.Val[string]) dsl.Val[string] { return dsl.Hash(v, dsl.SHA256) }, hashOf))
}

// plainDigests are those that are the same in JSONPath, whose hashes have no zeros in
// front.
func (g *gen) plainDigests(depth int) []func() *expr {
	word := words[g.n(len(words))]
	for strings.HasPrefix(hashOf(word), "0") {
		word += "!"
	}
	return []func() *expr{
		unary(g.expr(aNumber, depth), func(v dsl.Val[int]) dsl.Val[string] {
			return dsl.FromBase64(dsl.Base64(dsl.Format("<{}>", v)))
		}, func(n int) string { return "<" + written(n) + ">" }),
		func() *expr {
			return &expr{
				build: func(*maker) any { return dsl.Hash(dsl.Lit(word), dsl.SHA256) },
				eval:  func(*run) any { return hashOf(word) },
			}
		},
	}
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
