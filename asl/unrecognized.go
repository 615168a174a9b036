package asl

// Unrecognized is a state whose Type is missing or is no kind of the language.
// All its fields but the common ones are in [Object.Extra]. No machine that
// holds one can run.
type Unrecognized struct {
	Common
	Type Kind // as it was read
}

// Kind gives what the text says, which is none of [Kinds].
func (u *Unrecognized) Kind() Kind { return u.Type }

func (u *Unrecognized) fields(c *codec) {
	text(c, "Comment", &u.Comment)
	text(c, "Type", &u.Type)
	text(c, "QueryLanguage", &u.QueryLanguage)
}
