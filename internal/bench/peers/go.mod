// The comparison with other runners is a module of its own, so that nobody who
// uses Quickstep downloads them.
module github.com/quickstep-go/quickstep/internal/bench/peers

go 1.26.0

require (
	github.com/coinbase/step v1.0.6
	github.com/quickstep-go/quickstep v0.0.0
)

require (
	github.com/aws/aws-lambda-go v1.55.1 // indirect
	github.com/aws/aws-sdk-go v1.31.8 // indirect
	github.com/dlclark/regexp2 v1.12.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260820222146-c27c302e5fc3 // indirect
	github.com/jmespath/go-jmespath v0.3.0 // indirect
	github.com/klauspost/compress v1.18.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/tools v0.52.0 // indirect
)

replace github.com/quickstep-go/quickstep => ../../..
