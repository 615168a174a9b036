package moderation_test

import (
	"context"
	"testing"

	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/examples/moderation"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// look runs the workflow over a picture with warnings, and gives what was written
// and what moderators were told.
func look(t *testing.T, warned ...string) (shown bool, written *dynamodb.UpdateItem, told string) {
	run := sfntest.New(t, moderation.Workflow)
	sfntest.Call(run, moderation.FindWarnings, func(_ context.Context, in moderation.Picture) (moderation.Warnings, error) {
		if in.Image.S3Object != (moderation.S3Object{Bucket: "uploads", Name: "cat.jpg"}) {
			t.Errorf("asked about %+v", in)
		}
		found := moderation.Warnings{ModerationLabels: []moderation.Label{}}
		for _, name := range warned {
			found.ModerationLabels = append(found.ModerationLabels, moderation.Label{Name: name, Confidence: 98.5})
		}
		return found, nil
	})
	sfntest.Call(run, moderation.FindLabels, func(context.Context, moderation.Picture) (moderation.Labels, error) {
		return moderation.Labels{Labels: []moderation.Label{{Name: "Cat"}, {Name: "Sofa"}}}, nil
	})
	sfntest.Call(run, moderation.FindFaces, func(context.Context, moderation.Picture) (moderation.Faces, error) {
		return moderation.Faces{FaceDetails: []moderation.Face{{Confidence: 99}}}, nil
	})
	sfntest.Call(run, moderation.Catalogue.UpdateItem(), func(_ context.Context, in dynamodb.UpdateItem) (dynamodb.Changed, error) {
		written = &in
		return dynamodb.Changed{}, nil
	})
	sfntest.Call(run, moderation.Moderators.Publish(), func(_ context.Context, m sns.Message) (sns.Receipt, error) {
		told = m.Message
		return sns.Receipt{}, nil
	})
	shown, err := run.Start(moderation.Upload{Bucket: "uploads", Key: "cat.jpg"}).Result()
	if err != nil {
		t.Fatal(err)
	}
	return shown, written, told
}

func TestFitToShow(t *testing.T) {
	shown, written, told := look(t)
	if !shown || told != "" || written == nil {
		t.Fatalf("shown %v, written %v, told %q", shown, written, told)
	}
	if values := written.ExpressionAttributeValues; *values[":labels"].S != "Cat,Sofa" || *values[":faces"].N != "1" {
		t.Errorf("written %+v", values)
	}
}

func TestRefused(t *testing.T) {
	if shown, written, told := look(t, "Violence", "Weapons"); shown || written != nil || told != "cat.jpg shows Violence, Weapons" {
		t.Errorf("shown %v, written %v, told %q", shown, written, told)
	}
}
