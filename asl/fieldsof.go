package asl

// FieldsOf gives the names of the fields that a part of the language may have, in
// the order in which they are written. A part is a pointer to one of this
// package's structs.
func FieldsOf(part Part) []string {
	c := codec{names: true}
	part.fields(&c)
	return c.listed
}

// Part is any part of a definition that is a JSON object with known fields, such
// as a [State], a *[Retrier] or a *[ReaderConfig]. The set is closed.
type Part interface {
	object() *Object
	fields(*codec)
}
