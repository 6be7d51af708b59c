package workspace

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// OverlapAnswer says whether two campaigns count the same visits.
type OverlapAnswer string

// The answers.
const (
	OverlapOpen     OverlapAnswer = ""         // nobody has said
	OverlapSame     OverlapAnswer = "same"     // what both have returns of was one visit, and counts once where campaigns are summed up
	OverlapSeparate OverlapAnswer = "separate" // they were visits of their own
)

// Overlap is a pair of campaigns that have returns of the same months and places, so that they may count the same visits.
type Overlap struct {
	One, Other  Campaign
	First, Last time.Time // the first days of the first and the last month
	Months      int       // in which both have returns of the same places
	Towns       int       // 0: returns of the whole city only
	Visits      int64     // the same firm, place and day in both
	Unnamed     bool      // one of them has returns there that do not name the firms
	Answer      OverlapAnswer
}

// Campaign is a campaign by its number and names.
type Campaign struct {
	ID     int
	ZH, EN string
}

// Overlaps lists the pairs of campaigns that may count the same visits, those that nobody has answered for first.
func (w *Workspace) Overlaps(ctx context.Context) ([]Overlap, error) {
	rows, err := w.db.QueryContext(ctx, `SELECT o.one, a.zh, a.en, o.other, b.zh, b.en, o.first_month, o.last_month, o.months, o.towns, o.visits, o.unnamed, coalesce(c.answer, '')
		FROM campaign_overlap o LEFT JOIN campaign_answer c USING (one, other) JOIN campaign a ON a.id = o.one JOIN campaign b ON b.id = o.other
		ORDER BY c.answer IS NOT NULL, o.visits DESC, o.months DESC, o.one, o.other`)
	if err != nil {
		return nil, fmt.Errorf("list overlapping campaigns: %w", err)
	}
	defer rows.Close()
	var list []Overlap
	for rows.Next() {
		var o Overlap
		if err := rows.Scan(&o.One.ID, &o.One.ZH, &o.One.EN, &o.Other.ID, &o.Other.ZH, &o.Other.EN, &o.First, &o.Last, &o.Months, &o.Towns, &o.Visits, &o.Unnamed, &o.Answer); err != nil {
			return nil, fmt.Errorf("list overlapping campaigns: %w", err)
		}
		list = append(list, o)
	}
	return list, rows.Err()
}

// OverlapsOf lists the pairs that have to do with the returns of some batches.
func (w *Workspace) OverlapsOf(ctx context.Context, ids ...int) (list []Overlap, err error) {
	all, err := w.Overlaps(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	campaigns := make(map[int]bool)
	for _, id := range ids {
		rows, err := w.db.QueryContext(ctx, "SELECT DISTINCT campaign FROM inspection WHERE campaign IS NOT NULL AND batch_id = ?", id)
		if err != nil {
			return nil, fmt.Errorf("list campaigns: %w", err)
		}
		for rows.Next() {
			var campaign int
			if err := rows.Scan(&campaign); err != nil {
				return nil, errors.Join(fmt.Errorf("list campaigns: %w", err), rows.Close())
			}
			campaigns[campaign] = true
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, fmt.Errorf("list campaigns: %w", err)
		}
	}
	for _, o := range all {
		if campaigns[o.One.ID] || campaigns[o.Other.ID] {
			list = append(list, o)
		}
	}
	return list, nil
}

// OpenOverlaps are the pairs that nobody has answered for.
func OpenOverlaps(list []Overlap) (open []Overlap) {
	for _, o := range list {
		if o.Answer == OverlapOpen {
			open = append(open, o)
		}
	}
	return open
}

// AnswerOverlaps keeps one answer for pairs of campaigns in place of earlier ones; OverlapOpen takes those back.
func (w *Workspace) AnswerOverlaps(ctx context.Context, answer OverlapAnswer, pairs ...Overlap) error {
	if len(pairs) == 0 {
		return nil
	}
	return w.Write(ctx, func(tx *Tx) error {
		for _, o := range pairs {
			one, other := min(o.One.ID, o.Other.ID), max(o.One.ID, o.Other.ID)
			err := tx.Exec(ctx, "DELETE FROM campaign_answer WHERE one = ? AND other = ?", one, other)
			if err == nil && answer != OverlapOpen {
				err = tx.Exec(ctx, "INSERT INTO campaign_answer VALUES (?, ?, ?, ?)", one, other, string(answer), tx.at)
			}
			if err != nil {
				return fmt.Errorf("keep what was answered about campaigns: %w", err)
			}
		}
		return nil
	})
}

// overlapsSQL finds the pairs. Returns are of the same place where both name the town, or one is of the whole city, and
// likewise of sectors. Where all firms are named, a pair that never met at one firm counts nothing twice.
const overlapsSQL = `INSERT INTO campaign_overlap
	WITH cells AS (SELECT campaign, date_trunc('month', occurred_on)::DATE AS month, town, list(DISTINCT sector) FILTER (WHERE sector IS NOT NULL) AS sectors,
			bool_or(sector IS NULL) AS every, bool_or(firm IS NULL) AS unnamed
		FROM inspection WHERE campaign IS NOT NULL GROUP BY ALL),
	meetings AS (SELECT a.campaign AS one, b.campaign AS other, month, a.town, a.unnamed OR b.unnamed AS unnamed
		FROM cells a JOIN cells b USING (month) WHERE a.campaign < b.campaign AND a.town = b.town AND (a.every OR b.every OR list_has_any(a.sectors, b.sectors))
		UNION ALL SELECT a.campaign, b.campaign, month, coalesce(a.town, b.town), a.unnamed OR b.unnamed
		FROM cells a JOIN cells b USING (month) WHERE a.campaign < b.campaign AND (a.town IS NULL OR b.town IS NULL) AND (a.every OR b.every OR list_has_any(a.sectors, b.sectors))),
	visits AS (SELECT DISTINCT campaign, firm_key(firm) AS firm, occurred_on, town FROM inspection WHERE campaign IS NOT NULL AND firm IS NOT NULL),
	named AS (SELECT a.campaign AS one, b.campaign AS other, date_trunc('month', a.occurred_on)::DATE AS month, a.town
		FROM visits a JOIN visits b ON b.firm = a.firm AND b.occurred_on = a.occurred_on AND b.town IS NOT DISTINCT FROM a.town WHERE a.campaign < b.campaign)
	SELECT one, other, min(month), max(month), count(DISTINCT month), count(DISTINCT town), count(*) FILTER (WHERE at_firm), coalesce(bool_or(unnamed), false)
	FROM (SELECT *, false AS at_firm FROM meetings UNION ALL SELECT *, false, true FROM named) GROUP BY one, other HAVING bool_or(unnamed) OR bool_or(at_firm)`

// overlappingCampaigns makes campaign_overlap and inspection_shared anew.
func (tx *Tx) overlappingCampaigns(ctx context.Context) error {
	var found, answered bool
	row := tx.QueryRow(ctx, `SELECT EXISTS (FROM inspection WHERE campaign IS NOT NULL) OR EXISTS (FROM campaign_overlap) OR EXISTS (FROM inspection_shared),
		EXISTS (FROM campaign_answer WHERE answer = 'same')`)
	if err := row.Scan(&found, &answered); err != nil {
		return fmt.Errorf("look for campaigns: %w", err)
	}
	if !found {
		return nil
	}
	for _, statement := range []string{"DELETE FROM campaign_overlap", overlapsSQL, "DELETE FROM inspection_shared"} {
		if err := tx.Exec(ctx, statement); err != nil {
			return fmt.Errorf("look for overlapping campaigns: %w", err)
		}
	}
	if !answered {
		return nil
	}
	if err := tx.shareVisits(ctx); err != nil {
		return fmt.Errorf("find visits that several campaigns count: %w", err)
	}
	return nil
}
