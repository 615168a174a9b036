package asl

// StateMachine is a whole definition: the top level of an ASL text (ASL spec,
// "Top-level fields").
type StateMachine struct {
	Object
	Comment       string
	Version       string        // of the language; only "1.0" exists
	QueryLanguage QueryLanguage // of states that do not say; "" is JSONPath
	StartAt       string        // the name of the first state
	// TimeoutSeconds limits a whole execution, in seconds.
	TimeoutSeconds Number
	States         States
}

func (m *StateMachine) fields(c *codec) {
	text(c, "Comment", &m.Comment)
	text(c, "Version", &m.Version)
	text(c, "QueryLanguage", &m.QueryLanguage)
	text(c, "StartAt", &m.StartAt)
	number(c, "TimeoutSeconds", &m.TimeoutSeconds)
	states(c, "States", &m.States)
}

// Language gives the query language of states that do not name one.
func (m *StateMachine) Language() QueryLanguage {
	return effective(&m.Object, m.QueryLanguage, JSONPath)
}

// LanguageOf gives the query language that a state of the machine is written in:
// its own, or else the machine's, however deep the state is nested. AWS takes any
// language that is not spelt exactly JSONPath for JSONata, and so does this.
func (m *StateMachine) LanguageOf(s State) QueryLanguage {
	b := s.Base()
	return effective(&b.Object, b.QueryLanguage, m.Language())
}

func effective(o *Object, own, outer QueryLanguage) QueryLanguage {
	switch {
	case own == JSONPath:
		return JSONPath
	case own == "" && !o.Has("QueryLanguage"):
		return outer
	}
	return JSONata
}

// QueryLanguage is how a state reads and shapes its data.
type QueryLanguage string

// The query languages.
const (
	JSONPath QueryLanguage = "JSONPath"
	JSONata  QueryLanguage = "JSONata"
)
