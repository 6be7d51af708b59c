package words

import (
	"fmt"
	"strings"
)

// text is a text cut at its placeholders: what stands before the first one, its name, what follows, the name of the
// next, and so on. It is cut once, because charts say some texts for each of their marks. A placeholder {rows?row|rows} is the
// first word where the value is 1, otherwise the second.
type text []string

func cut(raw string) text {
	var t text
	for {
		before, rest, opened := strings.Cut(raw, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !opened || !closed {
			return append(t, raw)
		}
		t = append(t, before, name)
		raw = after
	}
}

// fill sets values into the placeholders, from pairs of name and value. A placeholder without a value stays, and braces
// that come with a value are no placeholder.
func (t text) fill(pairs []any) string {
	if len(t) == 1 {
		return t[0]
	}
	var b strings.Builder
	for i, part := range t {
		if i%2 == 0 {
			b.WriteString(part)
		} else {
			write(&b, part, pairs)
		}
	}
	return b.String()
}

func write(b *strings.Builder, placeholder string, pairs []any) {
	name, forms, counted := strings.Cut(placeholder, "?")
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != name {
			continue
		}
		value := fmt.Sprint(pairs[i+1])
		if one, many, _ := strings.Cut(forms, "|"); counted && value == "1" {
			value = one
		} else if counted {
			value = many
		}
		b.WriteString(value)
		return
	}
	b.WriteString("{" + placeholder + "}")
}
