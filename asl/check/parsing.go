package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

// What asl.Parse reports is explained here too.
var (
	syntax     = &Rule{Code: asl.CodeSyntax, Name: "syntax", Severity: diag.Error, Title: "A definition is JSON or YAML"}
	noObject   = &Rule{Code: asl.CodeNoObject, Name: "noobject", Severity: diag.Error, Title: "A definition is an object"}
	duplicates = &Rule{Code: asl.CodeDuplicate, Name: "duplicates", Severity: diag.Error, Title: "A name stands once in an object"}
	wrongKind  = &Rule{Code: asl.CodeWrongKind, Name: "wrongkind", Severity: diag.Error, Title: "A field holds the kind of value that it is for"}
	tooMuch    = &Rule{Code: asl.CodeTooMuch, Name: "toomuch", Severity: diag.Error, Title: "A text has a size and a depth that can be read"}
	encoding   = &Rule{Code: asl.CodeEncoding, Name: "encoding", Severity: diag.Error, Title: "A text is UTF-8 without a byte-order mark"}
)

// tooLong is asked by [Definition], which knows the text.
var tooLong = &Rule{Code: "QS1007", Name: "toolong", Severity: diag.Error, Title: "A definition has at most 1,048,576 characters"}
