// Package running is a Lambda function of package regions: it lists the running
// instances of one region.
package running

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/quickstep-go/quickstep/examples/regions"
)

// Lister lists through the EC2 API, given a client for each region.
type Lister struct {
	EC2 func(region string) ec2.DescribeInstancesAPIClient
}

// Handle gives the ids of a region's running instances, in EC2's order; an empty
// list where there are none.
func (l *Lister) Handle(ctx context.Context, in regions.Region) ([]string, error) {
	if in.Region == "" {
		return nil, errors.New("no region to look in")
	}
	pages := ec2.NewDescribeInstancesPaginator(l.EC2(in.Region), &ec2.DescribeInstancesInput{
		Filters: []types.Filter{{Name: new("instance-state-name"), Values: []string{string(types.InstanceStateNameRunning)}}},
	})
	ids := []string{}
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, reserved := range page.Reservations {
			for _, instance := range reserved.Instances {
				ids = append(ids, *instance.InstanceId)
			}
		}
	}
	return ids, nil
}
