// Package moderation looks at a picture that somebody has uploaded: what is not fit
// to be shown is reported, and all others enter the catalogue with what is on them.
package moderation

import (
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/sns"
)

// Upload is a picture in S3.
type Upload struct {
	Bucket string `json:"bucket"`
	Key    string `json:"key"`
}

// The requests and answers of Amazon Rekognition, as far as the workflow has to do
// with them.
type (
	Picture struct {
		Image Image `json:"Image"`
	}
	Image struct {
		S3Object S3Object `json:"S3Object"`
	}
	S3Object struct {
		Bucket string `json:"Bucket"`
		Name   string `json:"Name"`
	}
	Warnings struct {
		ModerationLabels []Label `json:"ModerationLabels"`
	}
	Labels struct {
		Labels []Label `json:"Labels"`
	}
	Faces struct {
		FaceDetails []Face `json:"FaceDetails"`
	}
	Label struct {
		Name       string  `json:"Name"`
		Confidence float64 `json:"Confidence"`
	}
	Face struct {
		Confidence float64 `json:"Confidence"`
	}
)

var (
	upload   = dsl.Fields[Upload]()
	picture  = dsl.Fields[Picture]()
	warnings = dsl.Fields[Warnings]()
	labels   = dsl.Fields[Labels]()
	faces    = dsl.Fields[Faces]()
	label    = dsl.Fields[Label]()
	update   = dsl.Fields[dynamodb.UpdateItem]()
	message  = dsl.Fields[sns.Message]()
)

// What is asked of Rekognition, which reads the picture with the permissions of the
// workflow, the table of the catalogue, and the people who look at what is refused.
//
// To find warnings, Rekognition may use a model of one's own, on which the role would
// be allowed to use it. This workflow has none, so that it is allowed on "*". For the
// other two calls IAM knows no resources, and nothing needs to be said.
var (
	FindWarnings = awssdk.Of[Picture, Warnings]("rekognition", "detectModerationLabels").AllowedOn("*")
	FindLabels   = awssdk.Of[Picture, Labels]("rekognition", "detectLabels")
	FindFaces    = awssdk.Of[Picture, Faces]("rekognition", "detectFaces")
	Catalogue    = dynamodb.Declare("Catalogue")
	Moderators   = sns.Declare("Moderators")
)

// Workflow tells whether the picture entered the catalogue. Nothing is retried, and
// whatever fails, fails the execution.
var Workflow = dsl.Define("Moderation", func(b *dsl.Block, in dsl.Val[Upload]) dsl.Val[bool] {
	key := dsl.At(in, &upload.Key)
	image := dsl.Build(Picture{},
		dsl.To(&picture.Image.S3Object.Bucket, dsl.At(in, &upload.Bucket)),
		dsl.To(&picture.Image.S3Object.Name, key))
	names := func(found dsl.Val[[]Label]) dsl.Val[[]string] {
		return dsl.Each(found, func(l dsl.Val[Label]) dsl.Val[string] { return dsl.At(l, &label.Name) })
	}

	warned := dsl.At(dsl.Task(b, "Find Warnings", FindWarnings, image), &warnings.ModerationLabels)
	dsl.If(b, "Any Warning?", dsl.Gt(dsl.Count(warned), 0), func(b *dsl.Block) {
		dsl.Task(b, "Tell Moderators", Moderators.Publish(), dsl.Build(sns.Message{Subject: "A picture was refused"},
			dsl.To(&message.Message, dsl.Format("{} shows {}", key, dsl.Join(names(warned), ", ")))))
		dsl.Succeed(b, "Refused", dsl.Lit(false)) // ends the execution
	})

	things, people := dsl.Parallel2(b, "Look Closely",
		func(b *dsl.Block) dsl.Val[[]string] {
			return names(dsl.At(dsl.Task(b, "Find Labels", FindLabels, image), &labels.Labels))
		},
		func(b *dsl.Block) dsl.Val[int] {
			return dsl.Count(dsl.At(dsl.Task(b, "Find Faces", FindFaces, image), &faces.FaceDetails))
		})

	dsl.Task(b, "Update Catalogue", Catalogue.UpdateItem(), dsl.Build(
		dynamodb.UpdateItem{UpdateExpression: "SET labels = :labels, faces = :faces"},
		dsl.To(&update.Key, dynamodb.ItemOf(dynamodb.Is("key", dynamodb.S(key)))),
		dsl.To(&update.ExpressionAttributeValues, dynamodb.ItemOf(
			dynamodb.Is(":labels", dynamodb.S(dsl.Join(things, ","))),
			dynamodb.Is(":faces", dynamodb.N(people))))))
	return dsl.Lit(true)
})
