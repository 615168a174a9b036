module github.com/quickstep-go/quickstep/internal/bench/jsonata

go 1.26.0

require (
	github.com/quickstep-go/quickstep v0.0.0
	github.com/recolabs/gnata v0.2.2
)

require (
	github.com/dlclark/regexp2 v1.12.0 // indirect
	github.com/tidwall/gjson v1.18.0 // indirect
	github.com/tidwall/match v1.1.1 // indirect
	github.com/tidwall/pretty v1.2.1 // indirect
)

replace github.com/quickstep-go/quickstep => ../../..
