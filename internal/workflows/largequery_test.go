package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type (
	crawlerName struct {
		Name string `json:"Name"`
	}
	crawlerAnswer struct {
		Crawler struct {
			State string `json:"State"`
		} `json:"Crawler"`
	}
	queryRequest struct {
		QueryString         string `json:"QueryString"`
		WorkGroup           string `json:"WorkGroup"`
		ResultConfiguration struct {
			OutputLocation string `json:"OutputLocation"`
		} `json:"ResultConfiguration"`
	}
	queryAnswer struct {
		QueryExecution struct {
			QueryExecutionID string `json:"QueryExecutionId"`
		} `json:"QueryExecution"`
	}
	resultsRequest struct {
		QueryExecutionID string `json:"QueryExecutionId"`
		MaxResults       int    `json:"MaxResults"`
	}
	resultsAnswer struct {
		ResultSet struct {
			Rows []map[string]any `json:"Rows"`
		} `json:"ResultSet"`
	}
)

var (
	crawlers   = dsl.Fields[crawlerAnswer]()
	queries    = dsl.Fields[queryRequest]()
	queried    = dsl.Fields[queryAnswer]()
	resultsOf  = dsl.Fields[resultsRequest]()
	resultSets = dsl.Fields[resultsAnswer]()

	crawler      = "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:crawler/sales"
	startCrawler = awssdk.Of[crawlerName, struct{}]("glue", "startCrawler").AllowedOn(crawler)
	getCrawler   = awssdk.Of[crawlerName, crawlerAnswer]("glue", "getCrawler").AllowedOn(crawler)
	runQuery     = optimized.Call[queryRequest, queryAnswer]("athena", "startQueryExecution").Sync()
	getResults   = optimized.Call[resultsRequest, resultsAnswer]("athena", "getQueryResults").Request()
	analysts     = sns.Declare("Analysts")
)

// largeQuery brings a catalogue up to date, runs a query over what may be terabytes,
// waits for it, and sends the first rows.
var largeQuery = dsl.Define("LargeQuery", func(b *dsl.Block, year dsl.Val[int]) dsl.Val[int] {
	name := dsl.Lit(crawlerName{"sales"})
	dsl.Task(b, "Start Crawler", startCrawler, name)
	patterns.PollUntil(b.Prefix("Crawler"), patterns.Poll{Every: time.Minute, Max: 60}, func(b *dsl.Block) dsl.Val[crawlerAnswer] {
		return dsl.Task(b, "Look", getCrawler, name)
	}, func(c dsl.Val[crawlerAnswer]) dsl.Cond { return dsl.Eq(dsl.At(c, &crawlers.Crawler.State), "READY") })

	request := queryRequest{WorkGroup: "primary"}
	request.ResultConfiguration.OutputLocation = "s3://sales-results/"
	done := dsl.Task(b, "Run Query", runQuery, dsl.Build(request,
		dsl.To(&queries.QueryString, dsl.Format("SELECT region, sum(amount) FROM sales WHERE year = {} GROUP BY region", year))))
	rows := dsl.Task(b, "Get Rows", getResults, dsl.Build(resultsRequest{MaxResults: 100},
		dsl.To(&resultsOf.QueryExecutionID, dsl.At(done, &queried.QueryExecution.QueryExecutionID))))
	found := dsl.Name(b, "rows", dsl.At(rows, &resultSets.ResultSet.Rows))
	dsl.Task(b, "Send Rows", analysts.Publish(), dsl.Build(sns.Message{Subject: "Sales"}, dsl.To(&message.Message, dsl.JSONText(found))))
	return dsl.Count(found)
})

func TestLargeQuery(t *testing.T) {
	inBoth(t, largeQuery, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, largeQuery.Redefine(o...))
		state := func(s string) (a crawlerAnswer) { a.Crawler.State = s; return a }
		answers(r, startCrawler, struct{}{})
		answers(r, getCrawler, state("RUNNING"), state("STOPPING"), state("READY"))
		var done queryAnswer
		done.QueryExecution.QueryExecutionID = "q-1"
		asked := answers(r, runQuery, done)
		var rows resultsAnswer
		rows.ResultSet.Rows = []map[string]any{{"Data": "north"}, {"Data": "south"}}
		answers(r, getResults, rows)
		sent := answers(r, analysts.Publish(), sns.Receipt{})
		e := r.Start(2025)
		if out, err := e.Result(); err != nil || out != 2 || e.Elapsed() != 2*time.Minute {
			t.Errorf("got %d, %v in %s", out, err, e.Elapsed())
		}
		if (*asked)[0].QueryString != "SELECT region, sum(amount) FROM sales WHERE year = 2025 GROUP BY region" || (*sent)[0].Message != `[{"Data":"north"},{"Data":"south"}]` {
			t.Errorf("asked %v, sent %v", *asked, *sent)
		}
	})
}
