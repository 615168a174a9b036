module github.com/quickstep-go/quickstep

go 1.26.0

require (
	github.com/aws/aws-sdk-go-v2/service/ec2 v1.343.0
	github.com/go-json-experiment/json v0.0.0-20260820222146-c27c302e5fc3
	pgregory.net/rapid v1.3.0
)

require golang.org/x/tools v0.52.0

require (
	github.com/dlclark/regexp2 v1.12.0
	github.com/goccy/go-yaml v1.19.2
)

require (
	github.com/aws/aws-sdk-go-v2 v1.47.5 // indirect
	github.com/aws/aws-sdk-go-v2/internal/configsources v1.5.8 // indirect
	github.com/aws/aws-sdk-go-v2/internal/endpoints/v2 v2.8.8 // indirect
	github.com/aws/aws-sdk-go-v2/service/internal/accept-encoding v1.13.23 // indirect
	github.com/aws/aws-sdk-go-v2/service/internal/presigned-url v1.14.8 // indirect
	github.com/aws/smithy-go v1.28.7 // indirect
)
