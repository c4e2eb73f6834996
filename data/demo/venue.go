package demo

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// room says what the rooms of one type are like.
type room struct {
	kind     string
	homes    string // which communities have one, in their order: x yes, - no
	area     [2]int // square metres
	cost     [2]int // hundreds of yuan
	hours    string
	bookable bool
	first    bool // opened with the branch: it met there
}

func rooms() []room {
	return []room{
		{"办公用房", "xxxxxxxxxx", [2]int{60, 240}, [2]int{180, 900}, "周一至周五 8:00-12:00、14:30-17:30", false, true},
		{"警务室", "xxxxxxxxxx", [2]int{12, 30}, [2]int{20, 80}, "全天", false, true},
		{"服务站", "xxxxxxxxxx", [2]int{18, 60}, [2]int{30, 160}, "周一至周日 8:00-18:00", false, false},
		{"学习活动室", "xxxxxxxxxx", [2]int{40, 120}, [2]int{60, 300}, "周一至周六 8:00-21:00", true, true},
		{"文娱活动室", "xxx-xxx-x-", [2]int{45, 150}, [2]int{50, 260}, "每天 9:00-21:30", true, false},
		{"图书室", "x-xxx-x-x-", [2]int{25, 70}, [2]int{30, 150}, "周二至周日 9:00-20:00", false, false},
		{"卫生室", "x-x-x-x--x", [2]int{20, 60}, [2]int{40, 180}, "每天 8:00-18:00", false, false},
	}
}

// squares names the squares and open spaces of each community: 23 in all.
func squares() []string {
	return strings.Fields("北门广场、北门街心空地、旧粮仓空地 西上文化广场、码头空地 新北广场、车站前空地、新北灯光球场 新南广场、榕树头空地 南大街广场、南桥头空地、糖厂宿舍空地 " +
		"东门广场、东门市场空地 城南广场、南环路绿地 西门口广场、缫丝厂空地 城北广场、北环路绿地 福船岭广场、岭脚空地")
}

// lent are the rooms and places that units lend: place of the unit in partners, type, name, area, places.
func lent() []struct {
	unit           int
	kind, name     string
	area, capacity int
} {
	return []struct {
		unit           int
		kind, name     string
		area, capacity int
	}{
		{0, "会议室", "法院二楼会议室", 120, 90},
		{1, "会议室", "国税局会议室", 95, 70},
		{7, "运动场所", "县高级中学运动场", 9800, 1200},
		{7, "教室", "县高级中学阶梯教室", 210, 180},
	}
}

// venue is a room or a place while the office is made: activities are held there.
type venue struct {
	id, name, kind string
	community      int
	bookable       bool
	fields         map[string]value.Value
}

// makeVenues returns the venues of all communities.
func makeVenues() []venue {
	d := newDice("venue")
	next := d.ids(entered())
	var out []venue
	add := func(home int, kind, name string, bookable bool, fields map[string]value.Value) {
		fields["number"], fields["bookable"] = value.Int(1), yes(bookable)
		out = append(out, venue{next(), name, kind, home, bookable, fields})
	}
	for home, c := range communities() {
		for _, r := range rooms() {
			if r.homes[home] == 'x' {
				add(home, r.kind, c.name+"社区"+r.kind, r.bookable, d.room(r, c))
			}
		}
		for _, name := range strings.Split(squares()[home], "、") {
			add(home, ledger.VenueSquare, name, true, d.square(c))
		}
	}
	for _, l := range lent() {
		add(partnerHome, l.kind, l.name, true, map[string]value.Value{
			"partner": value.Text(partnerIDs()[l.unit]), "area": value.Int(int64(l.area) * 100), "capacity": value.Int(int64(l.capacity)),
			"hours": value.Text("周六、周日 8:00-18:00"), "address": value.Text(partners()[l.unit].address), "keeper": value.Text(partners()[l.unit].contact),
			"phone": value.Text(landline(partnerPhone + l.unit)),
		})
	}
	return out
}

func (d dice) room(r room, c community) map[string]value.Value {
	area := d.between(r.area[0], r.area[1])
	return map[string]value.Value{
		"area":     value.Int(int64(area)*100 + int64(d.between(0, 1)*50)),
		"capacity": value.Int(int64(max(area/2, 4))),
		"address":  value.Text(houseNumber(c.street, c.number)),
		"built":    d.opened(c, r.first).Value(),
		"cost":     value.Int(int64(d.between(r.cost[0], r.cost[1])) * 100_00),
		"funds":    value.Text(d.pick(strings.Fields("财政 财政 自筹 捐助"))),
		"hours":    value.Text(r.hours),
	}
}

func (d dice) square(c community) map[string]value.Value {
	area := d.between(12, 160) * 10
	return map[string]value.Value{
		"area":     value.Int(int64(area) * 100),
		"capacity": value.Int(int64(area / 2)),
		"address":  value.Text(houseNumber(c.street, d.between(1, 200))),
		"built":    value.Date{Year: d.between(1988, 2001)}.Value(),
		"cost":     value.Int(int64(d.between(5, 260)) * 100_00),
		"funds":    value.Text(d.pick(strings.Fields("财政 自筹 自筹 捐助 其他"))),
		"hours":    value.Text("全天"),
	}
}

// opened is when a room of a community was opened: with its branch, or in the months after.
func (d dice) opened(c community, first bool) value.Date {
	day := c.founded
	if !first {
		day = d.day(c.founded, value.Date{Year: 2003, Month: 8, Day: 31})
	}
	return value.Date{Year: day.Year, Month: day.Month}
}

func (t *town) venueRecords() []catalog.Record {
	var out []catalog.Record
	for _, v := range t.venues {
		v.fields["name"], v.fields["type"], v.fields["org"] = value.Text(v.name), value.Text(v.kind), value.Text(t.orgIDs[v.community])
		out = append(out, t.record("venue", v.id, v.fields))
	}
	return out
}

// venueNamed returns the venue with a name; a name that there isn't is a programmer's mistake, which the tests find.
func (t *town) venueNamed(name string) venue {
	for _, v := range t.venues {
		if v.name == name {
			return v
		}
	}
	panic(fmt.Sprintf("the demonstration office has no venue %s", name))
}
