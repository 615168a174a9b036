package workflows

import (
	"slices"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type (
	clusterRequest struct {
		Name         string              `json:"Name"`
		ReleaseLabel string              `json:"ReleaseLabel"`
		ServiceRole  string              `json:"ServiceRole"`
		JobFlowRole  string              `json:"JobFlowRole"`
		Applications []map[string]string `json:"Applications"`
		Instances    map[string]any      `json:"Instances"`
	}
	clusterAnswer struct {
		ClusterID string `json:"ClusterId"`
	}
	stepRequest struct {
		ClusterID string `json:"ClusterId"`
		Step      step   `json:"Step"`
	}
	step struct {
		Name            string  `json:"Name"`
		ActionOnFailure string  `json:"ActionOnFailure"`
		HadoopJarStep   jarStep `json:"HadoopJarStep"`
	}
	jarStep struct {
		Jar  string   `json:"Jar"`
		Args []string `json:"Args"`
	}
	clusterEnd struct {
		ClusterID string `json:"ClusterId"`
	}
)

var (
	clusters     = dsl.Fields[clusterAnswer]()
	steps        = dsl.Fields[stepRequest]()
	clusterEnds  = dsl.Fields[clusterEnd]()
	anyCluster   = "arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/*"
	startCluster = optimized.Call[clusterRequest, clusterAnswer]("elasticmapreduce", "createCluster").Sync().
			AllowedOn("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/EMR_DefaultRole", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/EMR_EC2_DefaultRole")
	addStep    = optimized.Call[stepRequest, map[string]any]("elasticmapreduce", "addStep").Sync().AllowedOn(anyCluster)
	endCluster = optimized.Call[clusterEnd, struct{}]("elasticmapreduce", "terminateCluster").Sync().AllowedOn(anyCluster)
)

// clusterJob starts a cluster, runs the steps one after the other, and ends the
// cluster, also where a step fails.
var clusterJob = dsl.Define("ClusterJob", func(b *dsl.Block, scripts dsl.Val[[]string]) dsl.Val[string] {
	made := dsl.Task(b, "Create Cluster", startCluster, dsl.Lit(clusterRequest{
		Name: "nightly", ReleaseLabel: "emr-7.3.0", ServiceRole: "EMR_DefaultRole", JobFlowRole: "EMR_EC2_DefaultRole",
		Applications: []map[string]string{{"Name": "Spark"}},
		Instances:    map[string]any{"InstanceCount": 3, "MasterInstanceType": "m6g.xlarge", "SlaveInstanceType": "m6g.xlarge", "KeepJobFlowAliveWhenNoSteps": true},
	}))
	id := dsl.Name(b, "cluster", dsl.At(made, &clusters.ClusterID))
	end := func(b *dsl.Block, name string) {
		dsl.Task(b, name, endCluster, dsl.Build(clusterEnd{}, dsl.To(&clusterEnds.ClusterID, id)),
			dsl.Policy{Retry: []dsl.Retry{{On: dsl.AllErrors(), Max: 5, Jitter: true}}})
	}
	dsl.Map(b, "Each Script", scripts, func(b *dsl.Block, script dsl.Val[string]) dsl.Val[map[string]any] {
		arguments := dsl.List(dsl.Lit("spark-submit"), dsl.Lit("--deploy-mode"), dsl.Lit("cluster"), script)
		return dsl.Task(b, "Run Script", addStep, dsl.Build(stepRequest{Step: step{Name: "script", ActionOnFailure: "CONTINUE", HadoopJarStep: jarStep{Jar: "command-runner.jar"}}},
			dsl.To(&steps.ClusterID, id), dsl.To(&steps.Step.HadoopJarStep.Args, arguments)))
	}, dsl.MapOptions{MaxConcurrency: 1, Policy: dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
		end(b, "End Cluster After Failure")
		dsl.FailWith(b, "Script Failed", e)
	}}}}})
	end(b, "End Cluster")
	return id
})

func TestClusterJob(t *testing.T) {
	inBoth(t, clusterJob, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, clusterJob.Redefine(o...))
		answers(r, startCluster, clusterAnswer{"j-1"})
		ran := answers(r, addStep, map[string]any{})
		ended := answers(r, endCluster, struct{}{})
		if out := succeeds(t, r.Start([]string{"a.py", "b.py"}), "Create Cluster", "Each Script", "Run Script", "Run Script", "End Cluster"); out != "j-1" || len(*ran) != 2 {
			t.Errorf("got %q, ran %v", out, *ran)
		}
		if args := (*ran)[1].Step.HadoopJarStep.Args; !slices.Equal(args, []string{"spark-submit", "--deploy-mode", "cluster", "b.py"}) {
			t.Errorf("ran %q", args)
		}
		fails(r, addStep, dsl.ErrorTaskFailed)
		ends(t, r.Start([]string{"a.py"}), dsl.ErrorTaskFailed)
		if len(*ended) != 2 {
			t.Errorf("the cluster was ended %d times", len(*ended))
		}
	})
}
