package values

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"anlan/data/vocabulary"
)

var (
	bare     = `(\d+(?:\.\d+)?)(百万|千万|万|亿|千)?`
	counted  = `(?:` + counters + `|元)*`
	below    = regexp.MustCompile(`^(?:将近|接近|近|不到|不足|<)` + bare + counted + `$|^` + bare + counted + `以下$`)
	above    = regexp.MustCompile(`^(?:超过|超|逾|>)` + bare + counted + `$`)
	least    = regexp.MustCompile(`^(?:至少|≥)` + bare + counted + `$|^` + bare + counted + `以上$`)
	more     = regexp.MustCompile(`^` + bare + `[多余]` + counted + `$`)
	about    = regexp.MustCompile(`^(?:大概|大约|约)` + bare + counted + `(?:左右)?$|^` + bare + counted + `(?:左右|上下)$`)
	between  = regexp.MustCompile(`^` + bare + `[至到~-]` + bare + counted + `$`)
	sigil    = strings.NewReplacer("—", "-", "–", "-", "～", "~")
	trailing = regexp.MustCompile(`0*$`)
)

// Interval writes what a hedged number says as bounds, for a person to see: 接近8万 is "<80000", 20多个 "21–29", 2.8万多册
// "28001–28999", 5000宗左右 "≈5000". It is empty where the text says no such thing.
func Interval(text string) string {
	folded := sigil.Replace(vocabulary.Fold(text))
	for _, form := range []struct {
		pattern *regexp.Regexp
		sign    string
	}{{below, "<"}, {above, ">"}, {least, "≥"}, {about, "≈"}} {
		if m := form.pattern.FindStringSubmatch(folded); m != nil {
			m = append(m, "", "")
			return form.sign + plain(value(m[1]+m[3], m[2]+m[4]))
		}
	}
	if m := more.FindStringSubmatch(folded); m != nil {
		low, step := value(m[1], m[2]), lastPlace(m[1])*multiplier[m[2]]
		return plain(low+1) + "–" + plain(low+step-1)
	}
	if m := between.FindStringSubmatch(folded); m != nil {
		scale := m[2]
		if scale == "" {
			scale = m[4] // 1至2万
		}
		return plain(value(m[1], scale)) + "–" + plain(value(m[3], m[4]))
	}
	return ""
}

func value(number, scale string) float64 {
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0
	}
	return math.Round(v*multiplier[scale]*1e6) / 1e6
}

// lastPlace is the worth of the last digit of a number that is not a zero: 10 for 20, 0.1 for 2.8.
func lastPlace(number string) float64 {
	if _, fraction, has := strings.Cut(number, "."); has {
		return math.Pow10(-len(fraction))
	}
	return math.Pow10(len(trailing.FindString(number)))
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
