package sample

// town is what the demonstration city says of a town.
type town struct {
	name       string
	population int // persons in 2010, of the size of the census
	road, fire int // how much more or less than its population a town has of each, in per cent
	work       int
	waterfront bool
}

// towns are the 32 towns in the order of their codes.
var towns = []town{
	{"东城街道", 493_000, 105, 110, 70, false},
	{"南城街道", 289_000, 95, 95, 60, false},
	{"万江街道", 245_000, 100, 100, 90, false},
	{"莞城街道", 163_000, 70, 90, 40, false},
	{"石碣镇", 246_000, 90, 95, 105, false},
	{"石龙镇", 142_000, 75, 85, 80, false},
	{"茶山镇", 156_000, 105, 95, 110, false},
	{"石排镇", 160_000, 100, 95, 110, false},
	{"企石镇", 122_000, 95, 90, 100, false},
	{"横沥镇", 205_000, 95, 100, 115, false},
	{"桥头镇", 167_000, 95, 95, 110, false},
	{"谢岗镇", 99_000, 125, 80, 100, false},
	{"东坑镇", 138_000, 90, 95, 105, false},
	{"常平镇", 387_000, 105, 105, 90, false},
	{"寮步镇", 419_000, 105, 100, 105, false},
	{"樟木头镇", 133_000, 115, 100, 80, false},
	{"大朗镇", 311_000, 100, 110, 105, false},
	{"黄江镇", 232_000, 110, 100, 110, false},
	{"清溪镇", 312_000, 105, 90, 115, false},
	{"塘厦镇", 483_000, 110, 105, 110, false},
	{"凤岗镇", 319_000, 110, 95, 105, false},
	{"大岭山镇", 280_000, 115, 95, 110, false},
	{"长安镇", 664_000, 100, 115, 110, false},
	{"虎门镇", 639_000, 105, 115, 90, true},
	{"厚街镇", 438_000, 110, 105, 95, false},
	{"沙田镇", 179_000, 120, 80, 105, true},
	{"道滘镇", 143_000, 100, 85, 100, true},
	{"洪梅镇", 58_000, 115, 80, 110, true},
	{"麻涌镇", 118_000, 120, 80, 110, true},
	{"望牛墩镇", 85_000, 105, 85, 105, false},
	{"中堂镇", 140_000, 115, 90, 110, true},
	{"高埗镇", 218_000, 95, 95, 110, false},
}

// townIndex finds a town by its short name.
func townIndex(short string) int {
	for i, t := range towns {
		if len(t.name) > len(short) && t.name[:len(short)] == short {
			return i
		}
	}
	return -1
}

// weights is each town's weight for a sector.
func (s sector) weights() []int {
	w := make([]int, len(towns))
	for i, t := range towns {
		k := t.work
		switch s.key {
		case "road":
			k = t.road
		case "fire":
			k = t.fire
		case "water":
			k = 0
			if t.waterfront {
				k = 100
			}
		case "campus":
			k = 100
		}
		w[i] = t.population / 100 * k / 100
	}
	return w
}
