package check

import (
	"errors"
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	jsonata "github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

var jsonataSyntax = &Rule{Code: "QS3008", Name: "jsonatasyntax", Severity: diag.Error, Title: "An expression is JSONata", state: checkJSONataSyntax}

func checkJSONataSyntax(r *run, p *visit) {
	for _, c := range p.expressions {
		if c.err == nil || substituted(c.source) {
			continue
		}
		x := c.problem()
		x.message = fmt.Sprintf("%q is no JSONata: %s", short(c.source), c.err)
		if e := (*jsonata.Error)(nil); errors.As(c.err, &e) {
			x.message = fmt.Sprintf("%s, at character %d of %q", e.Message, e.Position, short(c.source))
			x.aws = aws("INVALID_JSONATA_EXPRESSION", e.Message, c.location())
		}
		r.report(x)
	}
}
