package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"anlan/analytics"
)

// Catalog is a validated set of indicators and dimensions. It is immutable and safe for concurrent use.
type Catalog struct {
	indicators []analytics.Indicator
	dimensions []Dimension
	rollups    []Rollup
	sums       map[analytics.FactID][]analytics.Measure // what the rollups of a family of facts add up
}

// Default returns the program's catalogue.
var Default = sync.OnceValue(func() *Catalog {
	indicators := slices.Concat(accidentIndicators, rateIndicators, exposureIndicators, effortRates, quotaIndicators, figureIndicators, inspectionIndicators, hazardIndicators, activityIndicators)
	return &Catalog{indicators: indicators, dimensions: dimensions, rollups: rollups, sums: sumsOf(indicators)}
})

// Indicators lists the indicators in the order in which they are shown.
func (c *Catalog) Indicators() []analytics.Indicator { return slices.Clone(c.indicators) }

// Dimensions lists the dimensions in the order in which they are shown.
func (c *Catalog) Dimensions() []Dimension { return slices.Clone(c.dimensions) }

// Indicator finds an indicator by its name.
func (c *Catalog) Indicator(id analytics.ID) (analytics.Indicator, error) {
	i := slices.IndexFunc(c.indicators, func(i analytics.Indicator) bool { return i.ID == id })
	if i < 0 {
		return analytics.Indicator{}, &analytics.Error{Code: analytics.CodeIndicator, Value: string(id)}
	}
	return c.indicators[i], nil
}

// Dimension finds a dimension by its name.
func (c *Catalog) Dimension(id analytics.DimensionID) (Dimension, error) {
	i := slices.IndexFunc(c.dimensions, func(d Dimension) bool { return d.ID == id })
	if i < 0 {
		var known []string
		for _, d := range c.dimensions {
			known = append(known, string(d.ID))
		}
		return Dimension{}, &analytics.Error{Code: analytics.CodeDimension, Value: string(id), Detail: strings.Join(known, ", ")}
	}
	return c.dimensions[i], nil
}

// Validate reports everything that is wrong with the catalogue: names that stand twice, dimensions that an indicator
// names and its facts do not have, missing names and units.
func (c *Catalog) Validate() error {
	var faults []error
	seen := make(map[string]bool)
	twice := func(name string) {
		if seen[name] {
			faults = append(faults, fmt.Errorf("%s stands twice", name))
		}
		seen[name] = true
	}
	for _, d := range c.dimensions {
		twice("dimension " + string(d.ID))
		if d.Name.ZH == "" || d.Name.EN == "" || len(d.Keys) == 0 {
			faults = append(faults, fmt.Errorf("dimension %s is incomplete", d.ID))
		}
	}
	for _, i := range c.indicators {
		twice("indicator " + string(i.ID))
		faults = append(faults, c.checkIndicator(i)...)
	}
	return errors.Join(faults...)
}

// checkIndicator lists what is wrong with one indicator.
func (c *Catalog) checkIndicator(i analytics.Indicator) []error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if i.Name.ZH == "" || i.Name.EN == "" || i.Note.ZH == "" || i.Note.EN == "" || i.Unit.ID == "" {
		fault("indicator %s lacks a name, a note or a unit", i.ID)
	}
	if i.IsRatio() != (i.Scale != 0) {
		fault("indicator %s: a ratio, and only a ratio, has a scale", i.ID)
	}
	for _, by := range i.By {
		d, err := c.Dimension(by)
		if err != nil {
			fault("indicator %s: %w", i.ID, err)
			continue
		}
		for _, m := range []analytics.Measure{i.Num, i.Den} {
			if m.Fact != "" && d.Keys[m.Fact] == "" {
				fault("indicator %s: %s has no dimension %s", i.ID, m.Fact, by)
			}
		}
	}
	return faults
}
