// Package sample makes the demonstration city: the files that an office would keep, for 2006 to 2011, with the names
// of Dongguan's 32 towns.
//
// What the year-end speech of 2011 states (accidents, deaths, enforcement, training, complaints) is met exactly. All else
// is invented: how the figures fall on towns, sectors, days and hours, the firms, the earlier years, the quotas, the
// hazards one by one. Populations
// are of the size of the 2010 census. Wherever the city is shown it is marked 示例数据.
//
// Everything is drawn from a seed by integer arithmetic, so that a seed gives the same files on every machine.
package sample
