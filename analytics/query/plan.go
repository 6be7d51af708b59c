package query

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Plan is a compiled question. The statement returns the keys of the breakdown as integers (NULL: not stated), then for
// each measure its sum over the period and its sum over all windows of the base, as DOUBLE (NULL: not known). The mean of
// several windows is for the caller to take, once everything is added up: halves and fifths do not add up exactly.
type Plan struct {
	SQL      string
	Args     []any
	By       []analytics.DimensionID
	Measures []Measure
	// Apart tells that some figures do not add up over the groups, so that the total is a question of its own: those that are
	// stated for levels that contain each other, counts of different things, visits that several campaigns count.
	Apart bool
	// Ignored are the conditions that some facts cannot take, by family of facts.
	Ignored map[analytics.FactID][]analytics.DimensionID
}

// Measure is a measure of a plan: the numerator or denominator of one or more indicators, or the rows behind one.
type Measure struct {
	analytics.Measure
	Name string // column of the statement; with "_base" behind it, the column of the base
}

// Index finds a measure in the plan.
func (p Plan) Index(m analytics.Measure) int {
	m.Unknown = ""
	return slices.IndexFunc(p.Measures, func(c Measure) bool { return c.Measure == m })
}

// LayeredFact tells whether a family of facts states the plan's figures for levels that contain each other.
func (p Plan) LayeredFact(fact analytics.FactID) bool {
	return slices.ContainsFunc(p.Measures, func(m Measure) bool { return m.Fact == fact && m.Column != "" })
}

// Distinct tells whether the plan has a measure that counts different things.
func (p Plan) Distinct() bool {
	return slices.ContainsFunc(p.Measures, func(m Measure) bool { return m.Measure.Distinct })
}

// compiler collects the parts of a plan.
type compiler struct {
	cat     *catalog.Catalog
	query   Query
	windows []analytics.Window
	data    Data
	plan    Plan
}

// Compile makes the plan of a question whose basis means some windows.
func Compile(cat *catalog.Catalog, q Query, windows []analytics.Window, data Data) (Plan, error) {
	indicators, err := q.check(cat)
	if err != nil {
		return Plan{}, err
	}
	c := newCompiler(cat, q, windows, data)
	for _, i := range indicators {
		if i.IsRatio() {
			c.addMeasure(i.Num, string(i.ID)+"_num")
			c.addMeasure(i.Den, string(i.ID)+"_den")
		} else {
			c.addMeasure(i.Num, string(i.ID))
		}
	}
	for _, fact := range c.facts() {
		if err := c.checkConditions(fact, indicators); err != nil {
			return Plan{}, err
		}
	}
	return c.compile()
}

// CompileSums makes the plan of some measures of one family of facts; conditions that the facts cannot take are left out.
// Of the query its indicators do not matter.
func CompileSums(cat *catalog.Catalog, measures []analytics.Measure, q Query, windows []analytics.Window, data Data) (Plan, error) {
	c := newCompiler(cat, q, windows, data)
	for i, m := range measures {
		m.Unknown = ""
		c.plan.Measures = append(c.plan.Measures, Measure{m, fmt.Sprintf("measure%d", i)})
	}
	return c.compile()
}

func newCompiler(cat *catalog.Catalog, q Query, windows []analytics.Window, data Data) *compiler {
	c := &compiler{cat: cat, query: q, windows: windows, data: data}
	c.plan.By = slices.Clone(q.By)
	c.plan.Ignored = make(map[analytics.FactID][]analytics.DimensionID)
	return c
}

// compile makes the statement for the measures that were added.
func (c *compiler) compile() (Plan, error) {
	var branches []string
	for _, fact := range c.facts() {
		c.plan.Apart = c.plan.Apart || c.plan.LayeredFact(fact) || c.plan.Distinct() || c.shares(fact)
		now, err := c.branch(fact, 0, analytics.Window{Period: c.query.Period})
		if err != nil {
			return Plan{}, err
		}
		branches = append(branches, now...)
		for _, w := range c.windows {
			base, err := c.branch(fact, 1, w)
			if err != nil {
				return Plan{}, err
			}
			branches = append(branches, base...)
		}
	}
	c.plan.SQL = c.outer(branches)
	return c.plan, nil
}

// addMeasure adds a measure under a name of its own; one that is there already is shared. With a measure of accidents come
// the rows behind it, because a sum over none is zero, and a sum that is NULL over some is unknown.
func (c *compiler) addMeasure(m analytics.Measure, name string) {
	m.Unknown = ""
	if c.plan.Index(m) >= 0 {
		return
	}
	c.plan.Measures = append(c.plan.Measures, Measure{m, name})
	if m.Fact == analytics.Accidents {
		c.addMeasure(m.Rows(), name+"_rows")
	}
}

// facts lists the families of facts that the measures need, in the order of the measures.
func (c *compiler) facts() []analytics.FactID {
	var facts []analytics.FactID
	for _, m := range c.plan.Measures {
		if !slices.Contains(facts, m.Fact) {
			facts = append(facts, m.Fact)
		}
	}
	return facts
}

// checkConditions refuses a condition that the facts of an indicator cannot take, or notes that it is ignored. The
// denominators of ratios ignore such conditions by their nature: falls from height per employed, whatever the type.
func (c *compiler) checkConditions(fact analytics.FactID, indicators []analytics.Indicator) error {
	for _, condition := range c.query.Where {
		dimension, err := c.cat.Dimension(condition.Dimension)
		if err != nil {
			return err
		}
		if dimension.Keys[fact] != "" {
			continue
		}
		c.plan.Ignored[fact] = append(c.plan.Ignored[fact], condition.Dimension)
		for _, i := range indicators {
			if i.Num.Fact == fact && !c.query.Lenient {
				return &analytics.Error{Code: analytics.CodeBreakdown, Value: string(i.ID), Detail: string(condition.Dimension)}
			}
		}
	}
	return nil
}

// outer joins the branches: figures of the period have slot 0, those of the base slot 1.
func (c *compiler) outer(branches []string) string {
	var keys []string
	for i := range c.plan.By {
		keys = append(keys, fmt.Sprintf("key%d", i+1))
	}
	columns := slices.Clone(keys)
	for _, m := range c.plan.Measures {
		columns = append(columns,
			fmt.Sprintf("CAST(sum(%s) FILTER (WHERE slot = 0) AS DOUBLE) AS %[1]s", m.Name),
			fmt.Sprintf("CAST(sum(%s) FILTER (WHERE slot = 1) AS DOUBLE) AS %[1]s_base", m.Name))
	}
	sql := "SELECT " + strings.Join(columns, ",\n       ") + "\nFROM (\n" + strings.Join(branches, "\nUNION ALL\n") + "\n)"
	if len(keys) > 0 {
		sql += "\nGROUP BY " + strings.Join(keys, ", ")
	}
	return sql
}

// bind adds a parameter and returns its mark.
func (c *compiler) bind(value any) string {
	c.plan.Args = append(c.plan.Args, value)
	return "?"
}

// dayOf is the SQL of a fact's day, moved from a window to the period it is compared with.
func dayOf(w analytics.Window) string {
	switch {
	case w.Months != 0:
		return fmt.Sprintf("CAST(f.occurred_on + to_months(%d) AS DATE)", w.Months)
	case w.Days != 0:
		return fmt.Sprintf("(f.occurred_on + %d)", w.Days)
	}
	return "f.occurred_on"
}

// branch selects the measures of one family of facts over one window: in one piece from the facts, or the whole months of
// it from a rollup.
func (c *compiler) branch(fact analytics.FactID, slot int, w analytics.Window) ([]string, error) {
	if c.plan.LayeredFact(fact) {
		return c.layeredBranches(fact, slot, w)
	}
	var branches []string
	if c.has(fact, false) {
		for _, p := range c.pieces(fact, w) {
			sql, err := c.piece(p, fact, slot, w, false)
			if err != nil {
				return nil, err
			}
			branches = append(branches, sql)
		}
	}
	if c.has(fact, true) {
		sql, err := c.piece(piece{Period: w.Period}, fact, slot, w, true)
		if err != nil {
			return nil, err
		}
		branches = append(branches, sql)
	}
	return branches, nil
}

// has tells whether the plan has a measure of a family of facts that looks at a state, or at what happened.
func (c *compiler) has(fact analytics.FactID, stock bool) bool {
	return slices.ContainsFunc(c.plan.Measures, func(m Measure) bool { return m.Fact == fact && m.Stock == stock })
}

func (c *compiler) piece(p piece, fact analytics.FactID, slot int, w analytics.Window, stock bool) (string, error) {
	keys, err := c.keys(fact, p, dayOf(w))
	if err != nil {
		return "", err
	}
	columns := append([]string{fmt.Sprintf("%d AS slot", slot)}, keys...)
	for _, m := range c.plan.Measures {
		if m.Fact == fact && m.Stock == stock {
			columns = append(columns, c.days(p.sum(m.Measure), fact, w.Period)+" AS "+m.Name)
		} else {
			columns = append(columns, "NULL AS "+m.Name)
		}
	}
	span := ""
	if stock {
		span = "f.occurred_on <= " + c.bind(p.To)
	} else {
		span = c.span(p.From, p.To)
	}
	sql := fmt.Sprintf("  SELECT %s\n  FROM %s f\n  WHERE %s", strings.Join(columns, ", "), p.table(fact), span)
	where, err := c.conditions(fact, p, dayOf(w))
	if err != nil {
		return "", err
	}
	sql += where
	if len(c.plan.By) > 0 {
		sql += "\n  GROUP BY ALL"
	}
	return sql, nil
}

// days binds the first and the last day of a period in a measure that names them. The last is no later than the last day of
// the facts.
func (c *compiler) days(sql string, fact analytics.FactID, p analytics.Period) string {
	if through := c.data.Through[fact]; !through.IsZero() && through.Before(p.To) {
		p.To = through
	}
	var bound strings.Builder
	for {
		before, rest, found := strings.Cut(sql, "{")
		bound.WriteString(before)
		if !found {
			return bound.String()
		}
		day := p.To
		if rest, found = strings.CutPrefix(rest, "from}"); found {
			day = p.From
		} else {
			rest = strings.TrimPrefix(rest, "to}")
		}
		bound.WriteString(c.bind(day))
		sql = rest
	}
}

func (c *compiler) span(from, to time.Time) string {
	return "f.occurred_on BETWEEN " + c.bind(from) + " AND " + c.bind(to)
}

// keys are the key columns of a family of facts.
func (c *compiler) keys(fact analytics.FactID, p piece, day string) ([]string, error) {
	var keys []string
	for i, by := range c.plan.By {
		dimension, err := c.cat.Dimension(by)
		if err != nil {
			return nil, err
		}
		keys = append(keys, fmt.Sprintf("CAST(%s AS INTEGER) AS key%d", p.key(fact, dimension, day), i+1))
	}
	return keys, nil
}

// conditions are the conditions that a family of facts can take, without those on some dimensions.
func (c *compiler) conditions(fact analytics.FactID, p piece, day string, without ...analytics.DimensionID) (string, error) {
	var sql strings.Builder
	if c.shares(fact) {
		shared, err := c.shared(fact, p, day)
		if err != nil {
			return "", err
		}
		sql.WriteString("\n    AND " + shared)
	}
	if fact == analytics.Accidents && c.data.Sides {
		sql.WriteString("\n    AND " + c.side())
	}
	for _, condition := range c.query.Where {
		if slices.Contains(without, condition.Dimension) {
			continue
		}
		test, err := c.test(fact, p, day, condition)
		if err != nil {
			return "", err
		}
		sql.WriteString(test)
	}
	return sql.String(), nil
}

// test is one condition, behind the others; nothing where the facts cannot take it.
func (c *compiler) test(fact analytics.FactID, p piece, day string, condition analytics.Condition) (string, error) {
	dimension, err := c.cat.Dimension(condition.Dimension)
	if err != nil || dimension.Keys[fact] == "" {
		return "", err
	}
	test := c.condition(p.key(fact, dimension, day), dimension, condition.Keys)
	if condition.Not {
		test += " IS NOT TRUE"
	}
	return "\n    AND " + test, nil
}

// side chooses between totals of accidents by town and by sector that say the same accidents.
func (c *compiler) side() string {
	byTown, bySector := c.asks(analytics.Town), c.asks(analytics.Sector) || c.asks(analytics.Subsector)
	switch {
	case byTown && !bySector:
		return "f.side IS DISTINCT FROM 'sector'"
	case bySector && !byTown:
		return "f.side IS DISTINCT FROM 'town'"
	}
	return "f.main"
}

// condition is true where an expression is one of some keys; the key "unknown" stands for NULL.
func (c *compiler) condition(expression string, d catalog.Dimension, keys []string) string {
	var marks []string
	unknown := false
	for _, key := range keys {
		if key == analytics.UnknownKey {
			unknown = true
		} else {
			marks = append(marks, c.bind(c.data.Number(d, key)))
		}
	}
	var parts []string
	if len(marks) > 0 {
		parts = append(parts, expression+" IN ("+strings.Join(marks, ", ")+")")
	}
	if unknown {
		parts = append(parts, expression+" IS NULL")
	}
	if len(parts) == 0 {
		return "false"
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}
