package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type migration struct {
	Instance string `json:"instance"`
	Cluster  string `json:"cluster"`
}

type (
	snapshotRequest struct {
		DbInstanceIdentifier string `json:"DbInstanceIdentifier"`
		DbSnapshotIdentifier string `json:"DbSnapshotIdentifier"`
	}
	snapshotAnswer struct {
		DbSnapshot dbSnapshot `json:"DbSnapshot"`
	}
	dbSnapshot struct {
		DbSnapshotArn string `json:"DbSnapshotArn"`
	}
	restoreRequest struct {
		DbClusterIdentifier string `json:"DbClusterIdentifier"`
		SnapshotIdentifier  string `json:"SnapshotIdentifier"`
		Engine              string `json:"Engine"`
	}
	memberRequest struct {
		DbInstanceIdentifier string `json:"DbInstanceIdentifier"`
		DbClusterIdentifier  string `json:"DbClusterIdentifier"`
		DbInstanceClass      string `json:"DbInstanceClass"`
		Engine               string `json:"Engine"`
	}
	snapshotQuery struct {
		DbSnapshotIdentifier string `json:"DbSnapshotIdentifier"`
	}
	snapshotList struct {
		DbSnapshots []status `json:"DbSnapshots"`
	}
	clusterQuery struct {
		DbClusterIdentifier string `json:"DbClusterIdentifier"`
	}
	clusterList struct {
		DbClusters []status `json:"DbClusters"`
	}
	instanceQuery struct {
		DbInstanceIdentifier string `json:"DbInstanceIdentifier"`
	}
	instanceList struct {
		DbInstances []instanceStatus `json:"DbInstances"`
	}
	status struct {
		Status string `json:"Status"`
	}
	instanceStatus struct {
		DbInstanceStatus string `json:"DbInstanceStatus"`
	}
)

var (
	migrations       = dsl.Fields[migration]()
	snapshotRequests = dsl.Fields[snapshotRequest]()
	snapshotAnswers  = dsl.Fields[snapshotAnswer]()
	restores         = dsl.Fields[restoreRequest]()
	memberRequests   = dsl.Fields[memberRequest]()
	statuses         = dsl.Fields[status]()

	anyDatabase       = "arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:*"
	createDBSnapshot  = awssdk.Of[snapshotRequest, snapshotAnswer]("rds", "createDBSnapshot").AllowedOn(anyDatabase)
	describeSnapshot  = awssdk.Of[snapshotQuery, snapshotList]("rds", "describeDBSnapshots").AllowedOn(anyDatabase)
	restoreCluster    = awssdk.Of[restoreRequest, struct{}]("rds", "restoreDBClusterFromSnapshot").AllowedOn(anyDatabase)
	describeClusters  = awssdk.Of[clusterQuery, clusterList]("rds", "describeDBClusters").AllowedOn(anyDatabase)
	createInstance    = awssdk.Of[memberRequest, struct{}]("rds", "createDBInstance").AllowedOn(anyDatabase)
	describeInstances = awssdk.Of[instanceQuery, instanceList]("rds", "describeDBInstances").AllowedOn(anyDatabase)
)

// available polls until a status says so, and fails where it says that it never will.
func available(b *dsl.Block, look func(*dsl.Block) dsl.Val[string]) {
	patterns.PollUntil(b, patterns.Poll{Every: time.Minute, Max: 120}, func(b *dsl.Block) dsl.Val[string] {
		now := dsl.Name(b, "status", look(b))
		dsl.If(b, "Failed?", dsl.Eq(now, "failed"), func(b *dsl.Block) { dsl.Fail(b, "Failed", "MigrationFailed", "RDS gave up") })
		return now
	}, func(now dsl.Val[string]) dsl.Cond { return dsl.Eq(now, "available") })
}

// migrate moves a database of RDS into an Aurora cluster: a snapshot, a cluster made
// of it, and an instance in that, each waited for; without a Lambda function.
var migrate = dsl.Define("Migrate", func(b *dsl.Block, in dsl.Val[migration]) dsl.Val[string] {
	cluster := dsl.At(in, &migrations.Cluster)
	name := dsl.Name(b, "snapshotName", dsl.Format("{}-{}", dsl.At(in, &migrations.Instance), dsl.FormatTime(dsl.ExecutionStart(), "20060102-1504")))

	made := dsl.Task(b, "Take Snapshot", createDBSnapshot, dsl.Build(snapshotRequest{},
		dsl.To(&snapshotRequests.DbInstanceIdentifier, dsl.At(in, &migrations.Instance)), dsl.To(&snapshotRequests.DbSnapshotIdentifier, name)))
	arn := dsl.Name(b, "snapshotArn", dsl.At(made, &snapshotAnswers.DbSnapshot.DbSnapshotArn))
	available(b.Prefix("Snapshot"), func(b *dsl.Block) dsl.Val[string] {
		found := dsl.Task(b, "Look", describeSnapshot, dsl.Build(snapshotQuery{}, dsl.To(&dsl.Fields[snapshotQuery]().DbSnapshotIdentifier, name)))
		return dsl.At(dsl.Index(dsl.At(found, &dsl.Fields[snapshotList]().DbSnapshots), 0), &statuses.Status)
	})

	dsl.Task(b, "Restore Cluster", restoreCluster, dsl.Build(restoreRequest{Engine: "aurora-postgresql"},
		dsl.To(&restores.DbClusterIdentifier, cluster), dsl.To(&restores.SnapshotIdentifier, arn)))
	available(b.Prefix("Cluster"), func(b *dsl.Block) dsl.Val[string] {
		found := dsl.Task(b, "Look", describeClusters, dsl.Build(clusterQuery{}, dsl.To(&dsl.Fields[clusterQuery]().DbClusterIdentifier, cluster)))
		return dsl.At(dsl.Index(dsl.At(found, &dsl.Fields[clusterList]().DbClusters), 0), &statuses.Status)
	})

	instance := dsl.Name(b, "instance", dsl.Format("{}-1", cluster))
	dsl.Task(b, "Create Instance", createInstance, dsl.Build(memberRequest{DbInstanceClass: "db.r6g.large", Engine: "aurora-postgresql"},
		dsl.To(&memberRequests.DbInstanceIdentifier, instance), dsl.To(&memberRequests.DbClusterIdentifier, cluster)))
	available(b.Prefix("Instance"), func(b *dsl.Block) dsl.Val[string] {
		found := dsl.Task(b, "Look", describeInstances, dsl.Build(instanceQuery{}, dsl.To(&dsl.Fields[instanceQuery]().DbInstanceIdentifier, instance)))
		return dsl.At(dsl.Index(dsl.At(found, &dsl.Fields[instanceList]().DbInstances), 0), &dsl.Fields[instanceStatus]().DbInstanceStatus)
	})
	return instance
})

func TestMigrate(t *testing.T) {
	inBoth(t, migrate, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, migrate.Redefine(o...))
		answers(r, createDBSnapshot, snapshotAnswer{dbSnapshot{"arn:snapshot"}})
		answers(r, describeSnapshot, snapshotList{[]status{{"creating"}}}, snapshotList{[]status{{"available"}}})
		restored := answers(r, restoreCluster, struct{}{})
		answers(r, describeClusters, clusterList{[]status{{"creating"}}}, clusterList{[]status{{"creating"}}}, clusterList{[]status{{"available"}}})
		answers(r, createInstance, struct{}{})
		answers(r, describeInstances, instanceList{[]instanceStatus{{"available"}}})
		e := r.Start(migration{"shop", "shop-aurora"})
		if out, err := e.Result(); err != nil || out != "shop-aurora-1" || e.Elapsed() != 3*time.Minute || (*restored)[0].SnapshotIdentifier != "arn:snapshot" {
			t.Errorf("got %q, %v in %s; path %q", out, err, e.Elapsed(), e.Path())
		}
		answers(r, describeClusters, clusterList{[]status{{"failed"}}})
		ends(t, r.Start(migration{"shop", "shop-aurora"}), "MigrationFailed")
	})
}
