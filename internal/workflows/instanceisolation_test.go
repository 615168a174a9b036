package workflows

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type suspect struct {
	InstanceID string `json:"instanceId"`
	VolumeID   string `json:"volumeId"`
	Group      string `json:"group"`      // the Auto Scaling group
	Quarantine string `json:"quarantine"` // the security group without rules
}

type detach struct {
	AutoScalingGroupName           string   `json:"AutoScalingGroupName"`
	InstanceIds                    []string `json:"InstanceIds"`
	ShouldDecrementDesiredCapacity bool     `json:"ShouldDecrementDesiredCapacity,omitempty"`
}

var (
	suspects       = dsl.Fields[suspect]()
	detaches       = dsl.Fields[detach]()
	modify         = dsl.Fields[ec2.ModifyInstanceAttributeInput]()
	snap           = dsl.Fields[ec2.CreateSnapshotInput]()
	snapped        = dsl.Fields[ec2.CreateSnapshotOutput]()
	lookAt         = dsl.Fields[ec2.DescribeSnapshotsInput]()
	snapshots      = dsl.Fields[ec2.DescribeSnapshotsOutput]()
	snapshot       = dsl.Fields[types.Snapshot]()
	anyInstance    = "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/*"
	anyGroup       = "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:security-group/*"
	anyVolume      = "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:volume/*"
	anySnapshot    = "arn:${AWS::Partition}:ec2:${AWS::Region}::snapshot/*"
	detachInstance = awssdk.Of[detach, struct{}]("autoscaling", "detachInstances").
			AllowedOn("arn:${AWS::Partition}:autoscaling:${AWS::Region}:${AWS::AccountId}:autoScalingGroup:*")
	moveToGroup       = awssdk.Call[ec2.ModifyInstanceAttributeInput, ec2.ModifyInstanceAttributeOutput]().AllowedOn(anyInstance, anyGroup)
	createSnapshot    = awssdk.Call[ec2.CreateSnapshotInput, ec2.CreateSnapshotOutput]().AllowedOn(anyVolume, anySnapshot)
	describeSnapshots = awssdk.Call[ec2.DescribeSnapshotsInput, ec2.DescribeSnapshotsOutput]()
)

// isolate takes an instance that may be broken into out of service, cuts it off, and
// keeps its disk for a look at it: without a Lambda function.
var isolate = dsl.Define("Isolate", func(b *dsl.Block, in dsl.Val[suspect]) dsl.Val[string] {
	id := dsl.At(in, &suspects.InstanceID)
	dsl.Task(b, "Detach From Group", detachInstance, dsl.Build(detach{},
		dsl.To(&detaches.AutoScalingGroupName, dsl.At(in, &suspects.Group)), dsl.To(&detaches.InstanceIds, dsl.List(id)),
		dsl.To(&detaches.ShouldDecrementDesiredCapacity, dsl.Lit(false))))
	_, kept := dsl.Parallel2(b, "Isolate And Keep",
		func(b *dsl.Block) dsl.Val[ec2.ModifyInstanceAttributeOutput] {
			return dsl.Task(b, "Cut Off", moveToGroup, dsl.Build(ec2.ModifyInstanceAttributeInput{},
				dsl.To(&modify.InstanceId, id), dsl.To(&modify.Groups, dsl.List(dsl.At(in, &suspects.Quarantine)))))
		},
		func(b *dsl.Block) dsl.Val[string] {
			made := dsl.Task(b, "Take Snapshot", createSnapshot, dsl.Build(ec2.CreateSnapshotInput{Description: new("kept for a look at it")},
				dsl.To(&snap.VolumeId, dsl.At(in, &suspects.VolumeID))))
			snapshotID := dsl.Name(b, "snapshot", dsl.AtOpt(made, &snapped.SnapshotId))
			patterns.PollUntil(b.Prefix("Snapshot"), patterns.Poll{Every: 15 * time.Second, Max: 240}, func(b *dsl.Block) dsl.Val[types.SnapshotState] {
				found := dsl.Task(b, "Look", describeSnapshots, dsl.Build(ec2.DescribeSnapshotsInput{}, dsl.To(&lookAt.SnapshotIds, dsl.List(snapshotID))))
				return dsl.Name(b, "state", dsl.At(dsl.Index(dsl.At(found, &snapshots.Snapshots), 0), &snapshot.State))
			}, func(now dsl.Val[types.SnapshotState]) dsl.Cond {
				return dsl.Eq(now, types.SnapshotStateCompleted)
			})
			return snapshotID
		})
	return kept
})

func TestIsolate(t *testing.T) {
	inBoth(t, isolate, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, isolate.Redefine(o...))
		detached := answers(r, detachInstance, struct{}{})
		answers(r, moveToGroup, ec2.ModifyInstanceAttributeOutput{})
		answers(r, createSnapshot, ec2.CreateSnapshotOutput{SnapshotId: new("snap-1")})
		state := func(s types.SnapshotState) ec2.DescribeSnapshotsOutput {
			return ec2.DescribeSnapshotsOutput{Snapshots: []types.Snapshot{{SnapshotId: new("snap-1"), State: s}}}
		}
		answers(r, describeSnapshots, state(types.SnapshotStatePending), state(types.SnapshotStateCompleted))
		e := r.Start(suspect{"i-1", "vol-1", "web", "sg-0"})
		if out, err := e.Result(); err != nil || out != "snap-1" || e.Elapsed() != 15*time.Second || (*detached)[0].InstanceIds[0] != "i-1" {
			t.Errorf("got %q, %v in %s, detached %v", out, err, e.Elapsed(), *detached)
		}
	})
}
