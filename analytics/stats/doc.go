// Package stats holds the statistics behind the findings: tests and intervals for counts, funnels, control charts,
// decompositions, seasons, trends and projections. Plain values go in, plain values come out; nothing is stored, nothing
// is random, and equal input gives equal output.
//
// Counts are whole numbers of events (accidents, deaths, firms), exposures are what the events could have come from
// (days, inhabitants, vehicles, inspections), in any unit as long as one call uses one. A rate is events per unit of
// exposure. A level is the coverage of an interval, 0.95 for 95 %. Every p-value is two-sided unless its comment says
// otherwise; one below 1e-300 is not resolved.
//
// Input that has no answer (a negative count, an exposure of zero, too few points) gives an error that wraps one of the
// Err values; no result is ever NaN, and +Inf stands only where the comment says so. Counts add up to [MaxCount] at most.
//
// Binomial, Poisson, negative binomial and hypergeometric probabilities are summed here from saddle-point terms, because
// the incomplete beta and gamma functions of gonum lose digits where counts are large (from the seventh decimal on at a
// million for the beta, whole per cents at ten million for the gamma); the normal, chi-square and t distributions are
// taken from gonum's special functions.
package stats
