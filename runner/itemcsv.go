package runner

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var delimiters = map[string]byte{"": ',', "COMMA": ',', "PIPE": '|', "SEMICOLON": ';', "SPACE": ' ', "TAB": '\t'}

// mostHeaderBytes is how large the header of a CSV file may be (Developer Guide,
// "ItemReader (Map)").
const mostHeaderBytes = 10 << 10

// csvRows reads the rows of a text delimited file as Step Functions does
// (Developer Guide, "ItemReader (Map)", "CSV file in an Amazon S3 bucket"), which
// is not quite RFC 4180: a backslash takes away what the delimiter, a quotation
// mark or a backslash mean, and vanishes before anything else; two quotation
// marks are one, inside quotation marks and outside.
type csvRows struct {
	file  lines
	comma byte
	row   int    // the number of the row
	text  []byte // the fields of the row, one after the other
	ends  []int  // where in text each of them ends
}

// read reads a row. Rows of nothing are left out.
func (r *csvRows) read() error {
	for {
		line, err := r.file.next()
		if err != nil {
			return err
		}
		r.row++
		line = withoutEnd(line)
		if len(line) == 0 {
			continue
		}
		r.text, r.ends = r.text[:0], r.ends[:0]
		if bytes.IndexByte(line, '"') < 0 && bytes.IndexByte(line, '\\') < 0 {
			r.plain(line)
			return nil
		}
		return r.marked(line)
	}
}

// withoutEnd takes the end off a line.
func withoutEnd(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}

// plain takes a row without quotation marks and backslashes.
func (r *csvRows) plain(line []byte) {
	for {
		i := bytes.IndexByte(line, r.comma)
		if i < 0 {
			break
		}
		r.text = append(r.text, line[:i]...)
		r.ends = append(r.ends, len(r.text))
		line = line[i+1:]
	}
	r.text = append(r.text, line...)
	r.ends = append(r.ends, len(r.text))
}

// marked takes a row with quotation marks or backslashes, which may go on over
// several lines.
func (r *csvRows) marked(line []byte) error {
	begun, quoted := r.row, false // in which line the row began, and whether inside quotation marks
	start := 0                    // of the field, in text
	for i := 0; ; i++ {
		if i >= len(line) {
			if !quoted {
				break
			}
			more, err := r.file.next()
			if errors.Is(err, io.EOF) {
				return fmt.Errorf("row %d: the file ends inside quotation marks", begun)
			}
			if err != nil {
				return err
			}
			if len(r.text)+len(more) > mostItemBytes {
				return errItemTooLarge
			}
			r.text = append(r.text, '\n')
			line, i = withoutEnd(more), -1
			continue
		}
		next := byte(0)
		if i+1 < len(line) {
			next = line[i+1]
		}
		switch c := line[i]; {
		case c == '\\':
			if next == '\\' || next == '"' || next == r.comma {
				r.text = append(r.text, next)
				i++
			}
		case c == '"' && next == '"' && (quoted || len(r.text) > start):
			r.text = append(r.text, '"')
			i++
		case c == '"' && quoted:
			quoted = false
		case c == '"' && len(r.text) == start:
			quoted = true
		case c == r.comma && !quoted:
			r.ends = append(r.ends, len(r.text))
			start = len(r.text)
		default:
			r.text = append(r.text, c)
		}
	}
	r.ends = append(r.ends, len(r.text))
	return nil
}

// fields gives the texts of the row.
func (r *csvRows) fields() (all []string) {
	start := 0
	for _, end := range r.ends {
		all = append(all, valid(string(r.text[start:end])))
		start = end
	}
	return all
}

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// readCSV reads the rows of a CSV file as objects of texts. Rows that are too
// short are filled with empty texts, and what is too much in a row is left out.
// Without headers the first row is them.
func readCSV(file *bufio.Reader, delimiter string, headers []string) (func() (item, error), error) {
	comma, ok := delimiters[delimiter]
	if !ok {
		return nil, fmt.Errorf("the delimiter %q is none of COMMA, PIPE, SEMICOLON, SPACE and TAB", delimiter)
	}
	rows := &csvRows{file: lines{file: file}, comma: comma}
	if headers == nil {
		if err := rows.read(); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		headers = rows.fields()
	}
	size := 0
	for _, h := range headers {
		size += len(h) + 1
	}
	if size > mostHeaderBytes {
		return nil, fmt.Errorf("the header has %d bytes, and %d are the most", size, mostHeaderBytes)
	}
	return func() (item, error) {
		if err := rows.read(); err != nil {
			return item{}, err
		}
		if len(rows.text) > mostItemBytes {
			return item{}, errItemTooLarge
		}
		return item{value: rows.object(headers)}, nil
	}, nil
}

// object is the row as an object of its texts.
func (r *csvRows) object(headers []string) jsonvalue.Value {
	members := make([]jsonvalue.Member, len(headers))
	all, start := string(r.text), 0
	for i, h := range headers {
		text := ""
		if i < len(r.ends) {
			text, start = valid(all[start:r.ends[i]]), r.ends[i]
		}
		members[i] = jsonvalue.Member{Name: h, Value: jsonvalue.StringOf(text)}
	}
	return jsonvalue.ObjectOf(members...)
}
