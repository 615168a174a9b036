// Package amibackup images an EC2 instance every night without a line of Lambda
// code: three AWS API calls, typed by the AWS SDK for Go v2, and a loop that
// polls.
package amibackup

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
)

// Input says what to image.
type Input struct {
	InstanceID string `json:"instanceId"`
	Env        string `json:"env"`
}

// Backup is what was made.
type Backup struct {
	ImageID string `json:"imageId"`
	Name    string `json:"name"`
}

var (
	input     = dsl.Fields[Input]()
	backup    = dsl.Fields[Backup]()
	instances = dsl.Fields[ec2.DescribeInstancesInput]()
	found     = dsl.Fields[ec2.DescribeInstancesOutput]()
	reserved  = dsl.Fields[types.Reservation]()
	instance  = dsl.Fields[types.Instance]()
	tag       = dsl.Fields[types.Tag]()
	create    = dsl.Fields[ec2.CreateImageInput]()
	created   = dsl.Fields[ec2.CreateImageOutput]()
	describe  = dsl.Fields[ec2.DescribeImagesInput]()
	images    = dsl.Fields[ec2.DescribeImagesOutput]()
	image     = dsl.Fields[types.Image]()
)

// The AWS API calls. The role may make each on the resources that its arguments
// name, or on all where IAM knows none for it, as for the two that describe.
// CreateImage reaches resources that its arguments do not name, so they are stated.
var (
	DescribeInstances = awssdk.Call[ec2.DescribeInstancesInput, ec2.DescribeInstancesOutput]()
	CreateImage       = awssdk.Call[ec2.CreateImageInput, ec2.CreateImageOutput]().AllowedOn(
		"arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/*",
		"arn:${AWS::Partition}:ec2:${AWS::Region}::image/*",
		"arn:${AWS::Partition}:ec2:${AWS::Region}::snapshot/*")
	DescribeImages = awssdk.Call[ec2.DescribeImagesInput, ec2.DescribeImagesOutput]()
)

// MayBeLate retries what EC2 refuses at first, four times: a fresh image may not be
// found yet, and calls may be throttled. After that, as for every error that nobody
// handles, the execution fails with it.
var MayBeLate = dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{"Ec2.Ec2Exception"}, Every: 5 * time.Second, Max: 4}}}

// Workflow names the image after the instance's Service tag, makes it, and waits
// until it is available. Name keeps a value in a variable, which the state before
// sets; Let has a state of its own for it.
var Workflow = dsl.Define("ImageBackup", func(b *dsl.Block, in dsl.Val[Input]) dsl.Val[Backup] {
	described := dsl.Task(b, "Describe Instance", DescribeInstances, dsl.Build(ec2.DescribeInstancesInput{},
		dsl.To(&instances.InstanceIds, dsl.List(dsl.At(in, &input.InstanceID)))), MayBeLate)
	subject := dsl.Index(dsl.At(dsl.Index(dsl.At(described, &found.Reservations), 0), &reserved.Instances), 0)
	tagged := dsl.Filter(dsl.At(subject, &instance.Tags), func(t dsl.Val[types.Tag]) dsl.Cond {
		return dsl.Eq(dsl.Or(dsl.AtOpt(t, &tag.Key), ""), "Service")
	})
	service := dsl.Name(b, "service", dsl.Or(dsl.AtOpt(dsl.Index(tagged, 0), &tag.Value), "untagged"))

	name := dsl.Let(b, "Name Image", dsl.Format("ami-{}-{}-{}-{}", service, dsl.At(in, &input.Env),
		dsl.FormatTime(dsl.ExecutionStart(), "20060102-1504"), dsl.UUID()))

	id := dsl.Name(b, "imageId", dsl.AtOpt(dsl.Task(b, "Create Image", CreateImage,
		dsl.Build(ec2.CreateImageInput{NoReboot: new(true)},
			dsl.To(&create.InstanceId, dsl.At(in, &input.InstanceID)),
			dsl.To(&create.Name, name))), &created.ImageId))

	return dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[Backup] { // again goes back to Wait
		dsl.Wait(b, "Wait", 30*time.Second)
		listed := dsl.Task(b, "Describe Image", DescribeImages, dsl.Build(ec2.DescribeImagesInput{},
			dsl.To(&describe.ImageIds, dsl.List(id))), MayBeLate)
		state := dsl.Or(dsl.At(dsl.Index(dsl.At(listed, &images.Images), 0), &image.State), types.ImageStatePending) // it may not be listed yet
		dsl.Choice(b, "Available?",
			dsl.When(dsl.AnyOf(dsl.Eq(state, types.ImageStateFailed), dsl.Eq(state, types.ImageStateError)), func(b *dsl.Block) {
				dsl.Fail(b, "Image Failed", "ImageFailed", "EC2 could not create the image")
			}),
			dsl.When(dsl.Ne(state, types.ImageStateAvailable), again))
		return dsl.Succeed(b, "Done", dsl.Build(Backup{}, dsl.To(&backup.ImageID, id), dsl.To(&backup.Name, name)))
	})
}, dsl.Timeout(2*time.Hour))
