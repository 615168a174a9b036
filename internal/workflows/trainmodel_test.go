package workflows

import (
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type (
	trainRequest struct {
		TrainingJobName   string         `json:"TrainingJobName"`
		RoleArn           string         `json:"RoleArn"`
		AlgorithmSpec     map[string]any `json:"AlgorithmSpecification"`
		InputDataConfig   []dataSource   `json:"InputDataConfig"`
		OutputDataConfig  map[string]any `json:"OutputDataConfig"`
		ResourceConfig    map[string]any `json:"ResourceConfig"`
		StoppingCondition map[string]any `json:"StoppingCondition"`
	}
	dataSource struct {
		ChannelName string `json:"ChannelName"`
		DataSource  struct {
			S3DataSource struct {
				S3Uri      string `json:"S3Uri"`
				S3DataType string `json:"S3DataType"`
			} `json:"S3DataSource"`
		} `json:"DataSource"`
	}
	trainAnswer struct {
		ModelArtifacts struct {
			S3ModelArtifacts string `json:"S3ModelArtifacts"`
		} `json:"ModelArtifacts"`
	}
	modelRequest struct {
		ModelName        string         `json:"ModelName"`
		ExecutionRoleArn string         `json:"ExecutionRoleArn"`
		PrimaryContainer modelContainer `json:"PrimaryContainer"`
	}
	modelContainer struct {
		Image        string `json:"Image"`
		ModelDataURL string `json:"ModelDataUrl"`
	}
)

const (
	trainingRole  = "arn:aws:iam::123456789012:role/training"
	trainingImage = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/forest:1"
)

var (
	trainings = dsl.Fields[trainRequest]()
	sources   = dsl.Fields[dataSource]()
	trained   = dsl.Fields[trainAnswer]()
	models    = dsl.Fields[modelRequest]()
	train     = optimized.Call[trainRequest, trainAnswer]("sagemaker", "createTrainingJob").Sync().
			AllowedOn("arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:training-job/forest-*")
	createModel = optimized.Call[modelRequest, struct{}]("sagemaker", "createModel").Request().
			AllowedOn("arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:model/forest-*")
)

// trainModel trains on what lies under a prefix, and makes a model of the outcome.
var trainModel = dsl.Define("TrainModel", func(b *dsl.Block, data dsl.Val[string]) dsl.Val[string] {
	name := dsl.Let(b, "Name Job", dsl.Format("forest-{}", dsl.FormatTime(dsl.ExecutionStart(), "20060102-150405")))
	channel := dataSource{ChannelName: "train"}
	channel.DataSource.S3DataSource.S3DataType = "S3Prefix"
	done := dsl.Task(b, "Train", train, dsl.Build(trainRequest{
		RoleArn:           trainingRole,
		AlgorithmSpec:     map[string]any{"TrainingImage": trainingImage, "TrainingInputMode": "File"},
		OutputDataConfig:  map[string]any{"S3OutputPath": "s3://models/"},
		ResourceConfig:    map[string]any{"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30},
		StoppingCondition: map[string]any{"MaxRuntimeInSeconds": 3600},
	}, dsl.To(&trainings.TrainingJobName, name), dsl.To(&trainings.InputDataConfig, dsl.List(
		dsl.Build(channel, dsl.To(&sources.DataSource.S3DataSource.S3Uri, data))))))
	dsl.Task(b, "Make Model", createModel, dsl.Build(modelRequest{ExecutionRoleArn: trainingRole, PrimaryContainer: modelContainer{Image: trainingImage}},
		dsl.To(&models.ModelName, name), dsl.To(&models.PrimaryContainer.ModelDataURL, dsl.At(done, &trained.ModelArtifacts.S3ModelArtifacts))))
	return name
})

func TestTrainModel(t *testing.T) {
	inBoth(t, trainModel, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, trainModel.Redefine(o...))
		var done trainAnswer
		done.ModelArtifacts.S3ModelArtifacts = "s3://models/forest.tar.gz"
		answers(r, train, done)
		made := answers(r, createModel, struct{}{})
		out := succeeds(t, r.Start("s3://data/"), "Name Job", "Train", "Make Model")
		if (*made)[0].ModelName != out || (*made)[0].PrimaryContainer.ModelDataURL != "s3://models/forest.tar.gz" {
			t.Errorf("got %q, made %v", out, *made)
		}
	})
}
