// Package catalog lists the indicators and dimensions that can be asked for, one file a theme. They are data: names,
// units, directions and the SQL aggregates behind them. To add an indicator, add a literal to the file of its theme.
package catalog
