package workspace

import (
	"context"
	"fmt"
	"slices"
)

// sameCampaigns are the campaigns that count the same visits, each pair both ways.
const sameCampaigns = `SELECT one AS a, other AS b FROM campaign_answer WHERE answer = 'same' UNION ALL SELECT other, one FROM campaign_answer WHERE answer = 'same'`

// sharedColumns are what inspection_shared says of a return r whose visits a return e counts.
const sharedColumns = `r.batch_id, r.row_no, r.occurred_on, r.town, r.sector, r.subsector, e.batch_id, e.occurred_on, e.town, e.sector, e.subsector, e.department, e.campaign`

// namedVisitsSQL finds the visits of firms that are named: the same firm, place and day. Of two returns of a visit the one that
// states more counts, of equals the one with more hazards, then the earlier one. A campaign that was twice at a firm on a day
// shares its second visit with the second one of the other.
const namedVisitsSQL = `INSERT INTO inspection_shared
	WITH same AS (` + sameCampaigns + `),
	stating AS (SELECT *, firm_key(firm) AS key, (officer_turns IS NOT NULL)::INT + (inspections IS NOT NULL)::INT + (firms IS NOT NULL)::INT + (hazards IS NOT NULL)::INT
			+ (rectified IS NOT NULL)::INT + (orders IS NOT NULL)::INT + (suspensions IS NOT NULL)::INT + (penalties IS NOT NULL)::INT + (fines IS NOT NULL)::INT + (sector IS NOT NULL)::INT AS stated
		FROM inspection WHERE firm IS NOT NULL AND campaign IN (SELECT a FROM same)),
	visits AS (SELECT *, row_number() OVER (PARTITION BY campaign, key, occurred_on, town ORDER BY stated DESC, hazards DESC NULLS LAST, batch_id, row_no) AS visit,
			row_number() OVER (ORDER BY stated DESC, hazards DESC NULLS LAST, batch_id, row_no, campaign) AS place FROM stating)
	SELECT DISTINCT ` + sharedColumns + ` FROM visits r
		JOIN visits e ON e.key = r.key AND e.occurred_on = r.occurred_on AND e.town IS NOT DISTINCT FROM r.town AND e.visit = r.visit AND e.place < r.place
		JOIN same ON same.a = e.campaign AND same.b = r.campaign`

// returnCell is what one campaign returned of a month and a place, without the firms.
type returnCell struct {
	campaign, month, town, sector, subsector int // 0: all
	visits, hazards                          float64
	group, rank                              int // the cells that have to do with each other, and the place of its campaign among them
}

// meets tells whether two cells may have visits in common: each of their places is the same, or one is of all.
func (c returnCell) meets(o returnCell) bool {
	fits := func(a, b int) bool { return a == b || a == 0 || b == 0 }
	return c.month == o.month && fits(c.town, o.town) && fits(c.sector, o.sector) && fits(c.subsector, o.subsector)
}

// shareVisits makes inspection_shared of the campaigns that count the same visits. Where firms are not named, those of the cells
// that have to do with each other count that the campaign with the most visits has; what others return of the same places is a
// part of them.
func (tx *Tx) shareVisits(ctx context.Context) error {
	if err := tx.Exec(ctx, namedVisitsSQL); err != nil {
		return err
	}
	cells, err := tx.returnCells(ctx)
	if err != nil {
		return err
	}
	same, err := tx.sameCampaigns(ctx)
	if err != nil {
		return err
	}
	groupCells(cells, same)
	rankCells(cells)
	if err := tx.Exec(ctx, `CREATE OR REPLACE TEMP TABLE return_cell (campaign INTEGER, month INTEGER, town INTEGER, sector INTEGER, subsector INTEGER, cells INTEGER, rank INTEGER)`); err != nil {
		return err
	}
	err = tx.Append(ctx, "return_cell", func(add func(...any) error) error {
		for _, c := range cells {
			if err := add(int32(c.campaign), int32(c.month), int32(c.town), int32(c.sector), int32(c.subsector), int32(c.group), int32(c.rank)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Exec(ctx, fmt.Sprintf(`INSERT INTO inspection_shared
		WITH same AS (%s),
		returns AS (SELECT i.*, c.cells, c.rank FROM inspection i JOIN return_cell c ON c.campaign = i.campaign AND c.month = year(i.occurred_on) * 100 + month(i.occurred_on)
			AND c.town = coalesce(i.town, 0) AND c.sector = coalesce(i.sector, 0) AND c.subsector = coalesce(i.subsector, 0))
		SELECT DISTINCT %s FROM returns r JOIN returns e ON e.cells = r.cells AND e.rank < r.rank AND (e.firm IS NULL OR r.firm IS NULL)
			AND (e.town = r.town OR e.town IS NULL OR r.town IS NULL) AND (e.sector = r.sector OR e.sector IS NULL OR r.sector IS NULL)
			AND (e.subsector = r.subsector OR e.subsector IS NULL OR r.subsector IS NULL)
			JOIN same ON same.a = e.campaign AND same.b = r.campaign`, sameCampaigns, sharedColumns))
}

// returnCells sums up the returns of the campaigns that count the same visits.
func (tx *Tx) returnCells(ctx context.Context) (cells []returnCell, err error) {
	rows, err := tx.Query(ctx, `SELECT campaign, year(occurred_on) * 100 + month(occurred_on) AS month, coalesce(town, 0), coalesce(sector, 0), coalesce(subsector, 0),
			coalesce(sum(inspections), 0)::DOUBLE, coalesce(sum(hazards), 0)::DOUBLE
		FROM inspection WHERE campaign IN (SELECT a FROM (`+sameCampaigns+`)) GROUP BY ALL ORDER BY 2, 1, 3, 4, 5`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c returnCell
		if err := rows.Scan(&c.campaign, &c.month, &c.town, &c.sector, &c.subsector, &c.visits, &c.hazards); err != nil {
			return nil, err
		}
		cells = append(cells, c)
	}
	return cells, rows.Err()
}

// sameCampaigns lists the pairs of campaigns that count the same visits.
func (tx *Tx) sameCampaigns(ctx context.Context) (map[[2]int]bool, error) {
	rows, err := tx.Query(ctx, sameCampaigns)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	same := make(map[[2]int]bool)
	for rows.Next() {
		var a, b int
		if err := rows.Scan(&a, &b); err != nil {
			return nil, err
		}
		same[[2]int{a, b}] = true
	}
	return same, rows.Err()
}

// groupCells gives the cells that have to do with each other, directly or through others, the same group. The cells are in the
// order of their months.
func groupCells(cells []returnCell, same map[[2]int]bool) {
	parent := make([]int, len(cells))
	var root func(int) int
	root = func(i int) int {
		if parent[i] != i {
			parent[i] = root(parent[i])
		}
		return parent[i]
	}
	for i := range cells {
		parent[i] = i
		for k := i - 1; k >= 0 && cells[k].month == cells[i].month; k-- {
			if same[[2]int{cells[i].campaign, cells[k].campaign}] && cells[i].meets(cells[k]) {
				parent[root(k)] = root(i)
			}
		}
	}
	for i := range cells {
		cells[i].group = root(i)
	}
}

// rankCells puts the campaigns of each group in order: the one with the most visits first, of equals the one with the most
// hazards, then the one with the smaller number.
func rankCells(cells []returnCell) {
	groups := make(map[int]map[int]*returnCell)
	for _, c := range cells {
		if groups[c.group] == nil {
			groups[c.group] = make(map[int]*returnCell)
		}
		sum := groups[c.group][c.campaign]
		if sum == nil {
			sum = &returnCell{campaign: c.campaign}
			groups[c.group][c.campaign] = sum
		}
		sum.visits += c.visits
		sum.hazards += c.hazards
	}
	for _, campaigns := range groups {
		var order []*returnCell
		for _, sum := range campaigns {
			order = append(order, sum)
		}
		slices.SortFunc(order, func(a, b *returnCell) int {
			switch {
			case a.visits > b.visits, a.visits == b.visits && a.hazards > b.hazards, a.visits == b.visits && a.hazards == b.hazards && a.campaign < b.campaign:
				return -1
			}
			return 1
		})
		for rank, sum := range order {
			sum.rank = rank
		}
	}
	for i, c := range cells {
		cells[i].rank = groups[c.group][c.campaign].rank
	}
}
