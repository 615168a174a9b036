module github.com/quickstep-go/quickstep

go 1.26.0

require (
	github.com/go-json-experiment/json v0.0.0-20260820222146-c27c302e5fc3
	pgregory.net/rapid v1.3.0
)

require golang.org/x/tools v0.52.0

require github.com/goccy/go-yaml v1.19.2
