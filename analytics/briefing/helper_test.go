package briefing_test

import (
	"context"
	"os"
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/data/sample/sampletest"
)

var (
	city *engine.Engine    // the demonstration city
	made briefing.Briefing // of it, as it is usually composed
)

// question is what the briefing is about.
var question = figure.Question{Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.SamePeriod, Measure: "accidents"}

var (
	look  = briefing.NewLook(format.Printer{Language: analytics.Chinese})
	state = briefing.NewState(time.Date(2011, 12, 24, 9, 0, 0, 0, time.UTC), analytics.Day(2011, 12, 23), []briefing.Batch{{ID: 1, Kind: "accidents", File: "a.csv", SHA256: "00", Rows: 7}}, true)
)

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	ctx := context.Background()
	w, err := sampletest.Shared()
	if err != nil {
		panic(err)
	}
	defer w.Close()
	city = engine.New(w, catalog.Default())
	if made, err = briefing.Compose(ctx, city, question, look, state, state.At); err != nil {
		panic(err)
	}
	return m.Run()
}
