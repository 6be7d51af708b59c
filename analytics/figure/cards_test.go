package figure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
)

// TestCards reads the overview's cards. Of 200 accidents against 260 on as many days a chance of one in two hundred would
// be left (p = 0.005 by the binomial test), of 105 against 100 nearly all of it; of deaths, which come in groups, a card
// says nothing.
func TestCards(t *testing.T) {
	compared := func(now, base float64) engine.Value {
		return engine.Value{Now: now, Base: base, HasNow: true, HasBase: true}
	}
	total := func(accidents engine.Value) told {
		return told{of: map[string]answer{
			"accidents":          {total: []engine.Value{accidents, compared(52, 90), {}, compared(40256.5, 41000), compared(6, 6)}},
			"quota_progress":     {total: []engine.Value{known(94.1)}},
			"rectification_rate": {total: []engine.Value{compared(96.04, 94.74)}},
			"reply_rate":         {total: []engine.Value{{}}},
		}}
	}
	q := thisYear
	q.Basis = analytics.SamePeriod
	type said struct{ Value, Change, Note string }
	read := func(a told) (list []said) {
		sum, err := figure.DrawSummary(t.Context(), a, q, chinese)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range sum.Cards {
			list = append(list, said{plain(c.Value), plain(c.Change), plain(c.Note)})
		}
		return list
	}
	want := []said{
		{"200", "▼ 23.1%", "比去年同期 · 非偶然"},
		{"52", "▼ 42.2%", "比去年同期"},
		{"—", "没有数据", ""},
		{"40257", "▼ 1.8%", "比去年同期"},
		{"6", "持平", "比去年同期"},
		{"94.1", "▼ 3.7个百分点", "低于时间进度"},
		{"96.0", "▲ 1.3个百分点", "比去年同期"},
		{"—", "没有数据", ""},
	}
	if diff := cmp.Diff(want, read(total(compared(200, 260)))); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if got := read(total(compared(105, 100)))[0]; got.Note != "比去年同期 · 正常波动" {
		t.Errorf("a change within chance: %q", got)
	}
}
