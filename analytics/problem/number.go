package problem

import (
	"anlan/analytics"
	"anlan/analytics/catalog"
)

func quantity(name string, v float64, u analytics.Unit) Number {
	return Number{Name: name, Value: v, Style: Quantity, Unit: u}
}

func accidents(name string, v float64) Number { return quantity(name, v, analytics.UnitAccidents) }
func persons(name string, v float64) Number   { return quantity(name, v, analytics.UnitPersons) }

func styled(name string, v float64, style NumberStyle) Number {
	return Number{Name: name, Value: v, Style: style}
}

func named(name string, t analytics.Text) Number { return Number{Name: name, Style: Name, Text: t} }

// indicatorName is what the catalogue calls an indicator.
func indicatorName(id analytics.ID) (analytics.Text, error) {
	i, err := catalog.Default().Indicator(id)
	return i.Name, err
}
