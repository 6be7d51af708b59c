package check

import (
	"context"
	"errors"
	"math/big"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/speech/proof"
)

// asker asks a workspace.
type asker struct {
	answers  Answers
	cat      *catalog.Catalog
	members  map[analytics.DimensionID]map[string]bool
	coverage map[analytics.FactID]analytics.Period
	lastYear int
}

// newAsker looks at what a workspace has.
func newAsker(ctx context.Context, a Answers) (*asker, error) {
	k := &asker{answers: a, cat: catalog.Default(), members: make(map[analytics.DimensionID]map[string]bool), coverage: make(map[analytics.FactID]analytics.Period)}
	for _, d := range append([]analytics.DimensionID{analytics.Severity}, named...) {
		members, err := a.Members(ctx, d)
		if err != nil {
			return nil, err
		}
		k.members[d] = make(map[string]bool)
		for _, m := range members {
			k.members[d][m.Key] = true
		}
	}
	for _, fact := range []analytics.FactID{analytics.Accidents, analytics.Inspections, analytics.SectorFigures, analytics.Activities, analytics.Hazards} {
		p, err := a.Coverage(ctx, fact)
		if err != nil {
			return nil, err
		}
		k.coverage[fact] = p
		if fact != analytics.SectorFigures && !p.IsZero() {
			k.lastYear = max(k.lastYear, p.To.Year())
		}
	}
	return k, nil
}

// answer is the answer to one question about one indicator.
type answer struct {
	indicator analytics.Indicator
	query     query.Query
	meta      engine.Meta
	value     engine.Value
}

func (a answer) proof() *proof.Proof {
	return &proof.Proof{Indicator: a.indicator, Query: a.query, Meta: a.meta, Value: a.value}
}

// ask asks one question. A question that the catalogue refuses, because the indicator knows no such breakdown, is none.
func (k *asker) ask(ctx context.Context, q query.Query) (answer, bool, error) {
	indicator, err := k.cat.Indicator(q.Indicators[0])
	if err != nil {
		return answer{}, false, nil //nolint:nilerr // what is not in the catalogue cannot be asked for
	}
	frame, err := k.answers.Run(ctx, q)
	var question *analytics.Error
	if errors.As(err, &question) {
		return answer{}, false, nil
	}
	if err != nil {
		return answer{}, false, err
	}
	return answer{indicator, q, frame.Meta, frame.Total[0]}, true, nil
}

// factors turn the units of the catalogue into those of texts, which print money in yuan times 万 or 亿.
var factors = map[string]int64{analytics.UnitMoney.ID: 1e4, analytics.UnitGDP.ID: 1e8}

// exactly is a figure of the workspace in the units of texts. Sums of decimals carry noise behind the sixth decimal.
func exactly(i analytics.Indicator, v float64) *big.Rat {
	digits := 6
	if i.IsRatio() {
		digits = 12
	}
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'f', digits, 64))
	if !ok {
		return new(big.Rat)
	}
	if f := factors[i.Unit.ID]; f != 0 {
		r.Mul(r, big.NewRat(f, 1))
	}
	return r
}
