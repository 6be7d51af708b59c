// Package outlook says where a year goes: how a year's events have fallen on its days in the past, how far this year has
// come on that schedule, what its total may become, and whether a quota will hold.
//
// It predicts by what is known and no more: the rate of this year so far with its uncertainty (stats.Pace.Predict), spread
// over the days that remain as past years had it. It knows of no trend within the year and of no measure that is to come.
package outlook
