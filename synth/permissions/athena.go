package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

var (
	athenaWorkgroup = named("the workgroup", "@:athena:~:workgroup/{}")
	athenaCatalog   = named("the data catalogue", "@:athena:~:datacatalog/{}")
)

// workgroup is the workgroup of a query, "primary" where it names none.
func workgroup(c *call) found {
	c.checkQuery()
	return optional(athenaWorkgroup, "primary", "WorkGroup")(c)
}

// anyWorkgroup is the workgroup of a query that is named by its id only: those
// that the machine's own queries use, or else what the author states.
func anyWorkgroup(c *call) found {
	if arns := c.choose(athenaWorkgroup); len(arns) > 0 {
		return found{arns: arns}
	}
	var f found
	for _, n := range c.started("athena:startQueryExecution") {
		f.arns = append(f.arns, workgroup(n).arns...)
	}
	if len(f.arns) == 0 {
		c.unknown(athenaWorkgroup, c.at("QueryExecutionId"))
	}
	return found{arns: sorted(f.arns)}
}

// dataCatalog is the catalogue of a query, Athena's own where it names none.
func dataCatalog(c *call) found {
	return optional(athenaCatalog, "AwsDataCatalog", "QueryExecutionContext", "Catalog")(c)
}

// checkQuery hints that a query which only the run knows is taken for one that
// reads.
func (c *call) checkQuery() {
	if t := c.at("QueryString"); t.given && !t.exact && t.known == "" {
		c.report(diag.Hint, CodeDynamic, "only the run knows the query, and the statements are for one that reads",
			"begin the expression with the query's first words, or grant what else it does")
	}
}

// glueCatalogue is what a query may look up: its database and the tables in it.
func glueCatalogue(c *call) found {
	t := c.at("QueryExecutionContext", "Database")
	name := "default"
	if t.given && !t.exact {
		arns := c.choose(shape{"", "", "@:glue:~:{}", false, FormName})
		if len(arns) == 0 {
			c.unknown(named("the database", "@:glue:~:database/{}"), t)
			return found{}
		}
		return found{arns: append(arns, expand("@:glue:~:catalog"))}
	}
	if t.given {
		name = t.known
	}
	return found{arns: []string{expand("@:glue:~:catalog"), expand("@:glue:~:database/" + name), expand("@:glue:~:table/" + name + "/*")}}
}

// results gives the bucket and the prefix of a query's results: what the text
// says, or what the author states as an S3 URI.
func (c *call) results() (bucket, prefix string, ok bool) {
	t := c.at("ResultConfiguration", "OutputLocation")
	if t.given && t.exact {
		return s3URI(t.known)
	}
	for _, s := range c.stated {
		if bucket, prefix, ok = s3URI(s); ok {
			c.use(s)
			return bucket, prefix, true
		}
	}
	return "", "", false
}

func athenaBucket(c *call) found {
	name, _, ok := c.results()
	if !ok {
		c.report(diag.Warning, CodeNotNamed, "the text does not say where the query's results go",
			`write ResultConfiguration.OutputLocation, or state the workgroup's own location, as in AllowedOn("s3://BUCKET/PREFIX/")`)
		return found{}
	}
	return found{arns: []string{c.arn(bucket, name)}}
}

func athenaResults(c *call) found {
	name, prefix, ok := c.results()
	if !ok {
		return found{}
	}
	if prefix = strings.TrimSuffix(prefix, "/"); prefix != "" {
		prefix += "/"
	}
	return found{arns: []string{c.object(name, prefix+"*")}}
}

// statedObjects and statedBuckets are the data of a query: its author states
// where in S3 they are.
func statedObjects(c *call) found { return c.statedS3(true) }

func statedBuckets(c *call) found { return c.statedS3(false) }

func (c *call) statedS3(objects bool) found {
	var f found
	for _, arn := range c.stated {
		service, resource, ok := arnParts(arn)
		if !ok || service != "s3" {
			continue
		}
		c.use(arn)
		if strings.Contains(resource, "/") == objects {
			f.arns = append(f.arns, arn)
		}
	}
	return f
}

// queriedResults are the files that the machine's own queries write.
func queriedResults(c *call) found {
	var f found
	for _, n := range c.started("athena:startQueryExecution") {
		f.arns = append(f.arns, athenaResults(n).arns...)
	}
	return found{arns: append(sorted(f.arns), statedObjects(c).arns...)}
}

// query is true for a query that begins with one of the phrases.
//
//go:noinline
func query(phrases ...string) when {
	return func(c *call) bool {
		t := c.at("QueryString")
		text := strings.ToUpper(strings.Join(strings.Fields(t.known), " ")) + " "
		for _, phrase := range phrases {
			if t.given && strings.HasPrefix(text, phrase+" ") {
				return true
			}
		}
		return false
	}
}
