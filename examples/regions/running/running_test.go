package running_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/quickstep-go/quickstep/examples/regions"
	"github.com/quickstep-go/quickstep/examples/regions/running"
)

// fake answers page by page.
type fake struct {
	pages [][]string
	err   error
	asked []*ec2.DescribeInstancesInput
}

func (f *fake) DescribeInstances(_ context.Context, in *ec2.DescribeInstancesInput, _ ...func(*ec2.Options)) (*ec2.DescribeInstancesOutput, error) {
	if f.err != nil {
		return nil, f.err
	}
	f.asked = append(f.asked, in)
	out := &ec2.DescribeInstancesOutput{}
	for _, id := range f.pages[len(f.asked)-1] {
		out.Reservations = append(out.Reservations, types.Reservation{Instances: []types.Instance{{InstanceId: &id}}})
	}
	if len(f.asked) < len(f.pages) {
		out.NextToken = new("more")
	}
	return out, nil
}

func list(f *fake, region string) (ids []string, asked string, err error) {
	l := running.Lister{EC2: func(r string) ec2.DescribeInstancesAPIClient { asked = r; return f }}
	ids, err = l.Handle(context.Background(), regions.Region{Region: region})
	return ids, asked, err
}

func TestListsAllPagesOfOneRegion(t *testing.T) {
	f := &fake{pages: [][]string{{"i-1", "i-2"}, {"i-3"}}}
	ids, asked, err := list(f, "eu-north-1")
	if err != nil || asked != "eu-north-1" || !slices.Equal(ids, []string{"i-1", "i-2", "i-3"}) {
		t.Errorf("it asked %q and gave %v, %v", asked, ids, err)
	}
	if filter := f.asked[0].Filters[0]; *filter.Name != "instance-state-name" || !slices.Equal(filter.Values, []string{"running"}) {
		t.Errorf("it asked for %s %v", *filter.Name, filter.Values)
	}
}

func TestEmptyRegionIsAnEmptyList(t *testing.T) {
	ids, _, err := list(&fake{pages: [][]string{{}}}, "eu-north-1")
	if err != nil || ids == nil || len(ids) != 0 {
		t.Errorf("it gave %#v, %v", ids, err)
	}
}

func TestErrors(t *testing.T) {
	refused := errors.New("refused")
	if _, _, err := list(&fake{err: refused}, "eu-north-1"); !errors.Is(err, refused) {
		t.Errorf("the error is %v", err)
	}
	if _, _, err := list(&fake{}, ""); err == nil {
		t.Error("no region is no error")
	}
}
