package values

// Reasons why a text is not read. The translation files word them.
const (
	ReasonBadDate      = "bad_date"        // not a date that is read
	ReasonImpossible   = "impossible_date" // 30 February, month 13
	ReasonAmbiguous    = "ambiguous_date"  // 3/4/2011 in a column that does not tell which is the month
	ReasonNoYear       = "no_year"         // 8.27 where nothing says which year
	ReasonNoDay        = "no_day"          // a month where a day is needed
	ReasonNoMonth      = "no_month"        // a year where a month is needed
	ReasonSpan         = "span"            // 1-8月, 上半年: a sum over months, which no single month has
	ReasonBadTime      = "bad_time"        // not a time of day
	ReasonBadNumber    = "bad_number"      // a number with other text
	ReasonHedged       = "hedged_number"   // 近8万, 约20: an interval, not a number; Detail is the interval
	ReasonNegative     = "negative"        //
	ReasonNotWhole     = "not_whole"       // 2.5 deaths
	ReasonBadFlag      = "bad_flag"        //
	ReasonNoTerm       = "no_term"         // 长期, 尽快: a term that ends on no day
	ReasonFormulaError = "formula_error"   // #REF!, #DIV/0!
)
