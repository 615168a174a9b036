package amibackup_test

import (
	"context"
	"errors"
	"regexp"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/quickstep-go/quickstep/examples/amibackup"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type run = sfntest.Run[amibackup.Input, amibackup.Backup]

var input = amibackup.Input{InstanceID: "i-1", Env: "prod"}

// newRun serves an instance with tags, and an image that passes through states.
func newRun(t *testing.T, tags []types.Tag, states ...types.ImageState) *run {
	t.Helper()
	r := sfntest.New(t, amibackup.Workflow, sfntest.StartAt(time.Date(2026, 11, 20, 3, 0, 7, 0, time.UTC)))
	sfntest.Call(r, amibackup.DescribeInstances, func(_ context.Context, in ec2.DescribeInstancesInput) (ec2.DescribeInstancesOutput, error) {
		if len(in.InstanceIds) != 1 || in.InstanceIds[0] != "i-1" {
			t.Errorf("asked for the instances %v", in.InstanceIds)
		}
		return ec2.DescribeInstancesOutput{Reservations: []types.Reservation{{Instances: []types.Instance{{Tags: tags}}}}}, nil
	})
	sfntest.Call(r, amibackup.CreateImage, func(_ context.Context, in ec2.CreateImageInput) (ec2.CreateImageOutput, error) {
		if !*in.NoReboot || *in.InstanceId != "i-1" {
			t.Errorf("asked for an image of %s, NoReboot %v", *in.InstanceId, *in.NoReboot)
		}
		return ec2.CreateImageOutput{ImageId: new("ami-1")}, nil
	})
	sfntest.Call(r, amibackup.DescribeImages, func(_ context.Context, in ec2.DescribeImagesInput) (ec2.DescribeImagesOutput, error) {
		if in.ImageIds[0] != "ami-1" {
			t.Errorf("asked for the image %s", in.ImageIds[0])
		}
		state := states[0]
		states = states[1:]
		return ec2.DescribeImagesOutput{Images: []types.Image{{State: state}}}, nil
	})
	return r
}

var tags = []types.Tag{{Key: new("Name"), Value: new("web-1")}, {Key: new("Service"), Value: new("web")}}

func TestImageBecomesAvailable(t *testing.T) {
	e := newRun(t, tags, types.ImageStatePending, types.ImageStatePending, types.ImageStateAvailable).Start(input)
	out, err := e.Result()
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`^ami-web-prod-20261120-0300-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	if out.ImageID != "ami-1" || !name.MatchString(out.Name) {
		t.Errorf("got %+v", out)
	}
	if e.Elapsed() != 90*time.Second {
		t.Errorf("took %s, want three rounds of 30 s", e.Elapsed())
	}
}

func TestInstanceWithoutTheTag(t *testing.T) {
	for name, tags := range map[string][]types.Tag{"no tags": nil, "other tags": tags[:1], "no value": {{Key: new("Service")}}} {
		t.Run(name, func(t *testing.T) {
			out, err := newRun(t, tags, types.ImageStateAvailable).Start(input).Result()
			if err != nil || !regexp.MustCompile("^ami-untagged-prod-").MatchString(out.Name) {
				t.Errorf("got %+v, %v", out, err)
			}
		})
	}
}

func TestImageFails(t *testing.T) {
	for _, state := range []types.ImageState{types.ImageStateFailed, types.ImageStateError} {
		t.Run(string(state), func(t *testing.T) {
			_, err := newRun(t, tags, types.ImageStatePending, state).Start(input).Result()
			wantFailure(t, err, runner.Failed, "ImageFailed")
		})
	}
}

func TestImageIsNotFoundAtFirst(t *testing.T) {
	r := newRun(t, tags)
	asked := 0
	sfntest.Call(r, amibackup.DescribeImages, func(context.Context, ec2.DescribeImagesInput) (ec2.DescribeImagesOutput, error) {
		if asked++; asked < 3 {
			return ec2.DescribeImagesOutput{}, sfntest.Error("Ec2.Ec2Exception", "InvalidAMIID.NotFound")
		}
		return ec2.DescribeImagesOutput{Images: []types.Image{{State: types.ImageStateAvailable}}}, nil
	})
	e := r.Start(input)
	if _, err := e.Result(); err != nil {
		t.Fatal(err)
	}
	if e.Elapsed() != (30+5+10)*time.Second {
		t.Errorf("took %s, want a wait of 30 s and retries after 5 and 10 s", e.Elapsed())
	}
}

func TestEC2RefusesToMakeAnImage(t *testing.T) {
	r := newRun(t, tags)
	sfntest.Call(r, amibackup.CreateImage, func(context.Context, ec2.CreateImageInput) (ec2.CreateImageOutput, error) {
		return ec2.CreateImageOutput{}, sfntest.Error("Ec2.Ec2Exception", "IncorrectState")
	})
	_, err := r.Start(input).Result()
	wantFailure(t, err, runner.Failed, "Ec2.Ec2Exception")
}

func TestImageIsNeverReady(t *testing.T) {
	r := newRun(t, tags)
	sfntest.Call(r, amibackup.DescribeImages, func(context.Context, ec2.DescribeImagesInput) (ec2.DescribeImagesOutput, error) {
		return ec2.DescribeImagesOutput{Images: []types.Image{{State: types.ImageStatePending}}}, nil
	})
	e := r.Start(input)
	_, err := e.Result()
	wantFailure(t, err, runner.TimedOut, "")
	if e.Elapsed() != 2*time.Hour {
		t.Errorf("took %s", e.Elapsed())
	}
}

func wantFailure(t *testing.T, err error, status runner.Status, name string) {
	t.Helper()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Status != status || string(f.Name) != name {
		t.Errorf("got %v, want %s %s", err, status, name)
	}
}
