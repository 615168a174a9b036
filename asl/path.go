package asl

// Path is a path field for which null means something of its own: InputPath,
// OutputPath and ResultPath. The zero Path is an absent field.
type Path struct {
	text string
	kind pathKind
}

type pathKind uint8

const (
	absentPath pathKind = iota
	nullPath
	textPath
)

// PathOf is a path such as "$.order.id".
func PathOf(text string) Path { return Path{text, textPath} }

// NullPath is a null: an empty input or output, or a result that is dropped.
func NullPath() Path { return Path{kind: nullPath} }

// Exists tells whether the field is there; a null is.
func (p Path) Exists() bool { return p.kind != absentPath }

// IsNull tells whether the field is null.
func (p Path) IsNull() bool { return p.kind == nullPath }

// Text gives the path, and "" where it is null or absent.
func (p Path) Text() string { return p.text }

// Or gives the path, or another where the field is absent. It is "" for null.
func (p Path) Or(absent string) string {
	if !p.Exists() {
		return absent
	}
	return p.text
}
