package csvimport_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/examples/csvimport"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// imports runs the workflow over a file, and gives the numbers that were written.
func imports(t *testing.T, file string) (out dsl.MapRun, written []string, err error) {
	objects := &runner.MemoryObjects{}
	objects.Put(csvimport.Files.Name(), "products.csv", []byte(file))
	run := sfntest.New(t, csvimport.Workflow, sfntest.Objects(objects))
	var mu sync.Mutex // rows are imported side by side
	sfntest.Call(run, csvimport.Products.PutItem(), func(_ context.Context, in dynamodb.PutItem) (dynamodb.Changed, error) {
		mu.Lock()
		defer mu.Unlock()
		written = append(written, *in.Item["cents"].N)
		return dynamodb.Changed{}, nil
	})
	out, err = run.Start(csvimport.Input{Key: "products.csv"}).Result()
	return out, written, err
}

func TestImportsEachRow(t *testing.T) {
	out, written, err := imports(t, "sku,name,cents\na,tea,250\nb,salt,90\n")
	if err != nil || len(written) != 2 || !strings.HasPrefix(out.Results.Key, "imports/") {
		t.Errorf("got %+v, %v, written %q", out, err, written)
	}
}

func TestToleratesOneInAHundred(t *testing.T) {
	file := &strings.Builder{}
	file.WriteString("sku,name,cents\n,nameless,1\n")
	for i := range 199 {
		fmt.Fprintf(file, "p%d,product,%d\n", i, i)
	}
	if _, written, err := imports(t, file.String()); err != nil || len(written) != 199 {
		t.Errorf("%v, written %d", err, len(written))
	}
}

func TestFailsWithMore(t *testing.T) {
	_, _, err := imports(t, "sku,name,cents\n,nameless,1\na,tea,250\n")
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != dsl.ErrorTolerance {
		t.Errorf("got %v", err)
	}
}
