package permissions

import (
	"fmt"
	"slices"
	"strings"
)

// Form is what the text of a definition holds for a resource, once its
// substitutions are filled in.
type Form int

// The forms of a substitution.
const (
	// FormDefault is an ARN where the argument takes one, and else what the
	// argument takes: the URL of a queue, the name of a bucket.
	FormDefault Form = iota
	FormARN
	FormName
	FormURL
)

var forms = []string{"", "arn", "name", "url"}

// MarshalText writes "arn", "name" or "url", and nothing for the default.
func (f Form) MarshalText() ([]byte, error) {
	if f < 0 || int(f) >= len(forms) {
		return nil, fmt.Errorf("permissions: there is no form %d", int(f))
	}
	return []byte(forms[f]), nil
}

// UnmarshalText reads what [Form.MarshalText] writes.
func (f *Form) UnmarshalText(text []byte) error {
	i := slices.Index(forms, strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf(`permissions: a form is "arn", "name" or "url", not %q`, text)
	}
	*f = Form(i)
	return nil
}
