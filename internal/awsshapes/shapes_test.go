package awsshapes_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/awsshapes"
)

func Example() {
	answer, _ := awsshapes.Response("sfn", "startExecution")
	for _, m := range answer.Members {
		fmt.Println(m.Name, m.Needed, m.Shape.Kind == awsshapes.Time)
	}
	// Output:
	// executionArn true false
	// startDate true true
}

// TestAll reads the whole table: every service has operations, and every shape is
// whole.
func TestAll(t *testing.T) {
	services, operations := awsshapes.Services(), 0
	for _, service := range services {
		for _, operation := range awsshapes.Operations(service) {
			operations++
			if operations%40 != 0 { // each is read like the others, and a table anew for each
				continue
			}
			s, ok := awsshapes.Response(service, operation)
			if !ok {
				t.Fatalf("%s:%s has no response", service, operation)
			}
			whole(t, service+":"+operation, s, map[*awsshapes.Shape]bool{})
		}
	}
	if len(services) < 350 || operations < 12_000 {
		t.Errorf("%d services, %d operations: too few", len(services), operations)
	}
	t.Logf("%d services, %d operations; %s", len(services), operations, awsshapes.Source)
}

func whole(t *testing.T, at string, s *awsshapes.Shape, seen map[*awsshapes.Shape]bool) {
	if s == nil {
		t.Fatalf("%s has no shape", at)
	}
	if seen[s] {
		return
	}
	seen[s] = true
	switch s.Kind {
	case awsshapes.List, awsshapes.Map:
		whole(t, at+"[]", s.Item, seen)
	case awsshapes.Structure:
		for _, m := range s.Members {
			if m.Name == "" || strings.ContainsAny(m.Name, "!\t\n") {
				t.Errorf("%s has a member %q", at, m.Name)
			}
			whole(t, at+"."+m.Name, m.Shape, seen)
		}
	}
}

func TestShapes(t *testing.T) {
	s, _ := awsshapes.Response("lambda", "GetFunction")
	memory := path(t, s, "Configuration", "MemorySize")
	if memory.Kind != awsshapes.Number || memory.Least != 128 || memory.Most != 10240 {
		t.Errorf("%+v", memory)
	}
	s, _ = awsshapes.Response("s3", "getObject")
	if class := path(t, s, "StorageClass"); len(class.OneOf) < 5 || path(t, s, "Body").Kind != awsshapes.Text {
		t.Errorf("%+v", class)
	}
	s, _ = awsshapes.Response("dynamodb", "scan")
	value := path(t, s, "Items").Item.Item
	if again := path(t, value, "L").Item; again != value {
		t.Error("a value of DynamoDB holds values of its own kind")
	}
	for _, no := range [][2]string{{"sqs", "fly"}, {"nosuch", "getObject"}, {"sqs", "deleteMessage"}} {
		if s, ok := awsshapes.Response(no[0], no[1]); ok {
			t.Errorf("%v: %+v", no, s)
		}
	}
}

func path(t *testing.T, s *awsshapes.Shape, names ...string) *awsshapes.Shape {
	t.Helper()
	for _, name := range names {
		found := false
		for _, m := range s.Members {
			if m.Name == name {
				s, found = m.Shape, true
				break
			}
		}
		if !found {
			t.Fatalf("%s is not there", name)
		}
	}
	return s
}

func BenchmarkResponse(b *testing.B) {
	for _, c := range [][2]string{{"sqs", "sendMessage"}, {"ec2", "describeInstances"}} {
		b.Run(c[0], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				awsshapes.Response(c[0], c[1])
			}
		})
	}
}
