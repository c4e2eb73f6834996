package demo

import "taizhang/data/value"

// The syllables of names, by the generation whose parents liked them. A surname that stands there more than once is
// as much more frequent.
var (
	surnames = []rune("李李李李李陈陈陈陈陈黄黄黄黄梁梁梁梁韦韦韦覃覃陆陆莫莫张张刘刘吴吴周周杨杨罗罗何何林林苏苏卢卢蒙蒙甘庞封潘钟唐邓谢冯曾赖" +
		"邱廖黎宁农蓝岑欧温徐朱郑许蒋彭范江余傅沈单仇区翟")
	oldMale    = syllables{[]rune("德福世永志家文绍炳启显树元庆"), []rune("兴才发祥义仁堂初林钦标")}
	middleMale = syllables{[]rune("建国卫志永伟立金春海振少文业"), []rune("强明坚雄忠良斌全民新源")}
	youngMale  = syllables{[]rune("志海俊晓文宇建永伟立振智世"), []rune("锋峰勇林聪坤斌毅宾健")}

	oldFemale    = syllables{[]rune("玉桂秀凤月春美素惠淑金翠"), []rune("英芳兰珍莲娥清琼容芬珠")}
	middleFemale = syllables{[]rune("丽小秋雪海爱秀春晓少彩月"), []rune("红芳燕梅英容清娟")}
	youngFemale  = syllables{[]rune("思雪丽晓静婷海佳慧文雅"), []rune("敏怡莹颖娟茜妍")}

	singleMale   = []rune("坚荣斌峰忠旭锐源")
	singleFemale = []rune("静敏红芳梅蓉莹")
)

// syllables are the first and the second characters of given names.
type syllables struct{ first, second []rune }

func generation(year int, female bool) syllables {
	switch {
	case female && year < 1950:
		return oldFemale
	case female && year < 1972:
		return middleFemale
	case female:
		return youngFemale
	case year < 1950:
		return oldMale
	case year < 1972:
		return middleMale
	}
	return youngMale
}

// givenName returns a whole name as it was usual in the year of birth.
func (d dice) givenName(year int, female bool) string {
	surname := d.char(surnames)
	if d.chance(9) {
		if female {
			return surname + d.char(singleFemale)
		}
		return surname + d.char(singleMale)
	}
	s := generation(year, female)
	return surname + d.char(s.first) + d.char(s.second)
}

// rareNames are names on which fonts, searches and forms fail: characters beyond the BMP and its common part, the
// zero, the dot in names of minorities, four characters.
func rareNames() []person {
	born := func(y, m, d int) value.Date { return value.Date{Year: y, Month: m, Day: d} }
	return []person{
		{name: "陈𬭎", birth: born(1966, 5, 4), ethnicity: "汉族"},
		{name: "梁𫖯", birth: born(1958, 11, 23), ethnicity: "汉族"},
		{name: "黄㐂善", birth: born(1941, 2, 9), ethnicity: "汉族"},
		{name: "韦一〇", birth: born(1970, 10, 10), ethnicity: "壮族"},
		{name: "阿依夏木·吐尔迪", female: true, birth: born(1972, 3, 21), ethnicity: "维吾尔族"},
		{name: "莫𠮷田", birth: born(1952, 8, 15), ethnicity: "汉族"},
		{name: "欧阳堃", birth: born(1963, 1, 30), ethnicity: "汉族"},
		{name: "覃玥喆", female: true, birth: born(1968, 12, 2), ethnicity: "壮族"},
	}
}
