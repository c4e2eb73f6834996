package demo

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// pace is how many days after the step before it each of the 25 steps is usually taken, in their order. Waiting is what
// the rules ask for: the year of observation between step 3 and step 7 is step 6 and 7 together, and the year of
// probation is counted from admission (step 15).
func pace() [stepCount]int {
	return [stepCount]int{0, 18, 210, 12, 6, 178, 200, 12, 6, 25, 45, 14, 18, 9, 12, 8, 26, 14, 6, 3, 120, 168, 26, 32, 20}
}

// The steps, from 1, that the office counts from, and how many there are; trainingDays is how long a course is.
const (
	lastApply     = 2
	lastActivist  = 6
	lastProspect  = 14
	stepAdmission = 15
	stepVote      = 23
	stepCount     = 25
	trainingDays  = 3
)

// applicantsEach are the people of each community on the way before admission, by the stage that they have reached.
func applicantsEach() []struct{ first, last, count int } {
	return []struct{ first, last, count int }{{1, lastApply, 1}, {3, lastActivist, 2}, {7, lastProspect, 1}}
}

// candidateRecords returns the people on the way into the party: those on probation and those just confirmed, who stand
// on the roster, the cadres who are in no party, and others.
func (t *town) candidateRecords() []catalog.Record {
	d := newDice("candidate")
	people := newPeople(d)
	for _, m := range t.roster() {
		people.taken[m.Get("id_number").Canonical()] = true
	}
	for _, c := range t.cadres {
		people.taken[c.idNumber] = true
	}
	next, phone := d.ids(entered()), 3000
	var out []catalog.Record
	for home := range communities() {
		sponsors := t.sponsors(home)
		add := func(f map[string]value.Value, done map[int]value.Date) {
			f["org"] = value.Text(t.orgIDs[home])
			d.takeSteps(f, done, sponsors, len(out)+1)
			out = append(out, t.record("candidate", next(), f))
		}
		for _, m := range t.branch(home) {
			if joined := m.Date("joined"); joined.Compare(value.Date{Year: 2002, Month: 7}) >= 0 {
				add(fromRoster(m), d.admitted(joined, m.Date("confirmed")))
			}
		}
		known := t.outsiders(home)
		for _, stage := range applicantsEach() {
			for range stage.count {
				done := d.between(stage.first, stage.last)
				var f map[string]value.Value
				if len(known) > 0 {
					f, known = fromCadre(known[0]), known[1:]
				} else {
					phone++
					f = d.stranger(people, phone)
				}
				add(f, d.upTo(done))
			}
		}
	}
	return out
}

// sponsors are the members of a branch who train candidates: its secretary and full members of long standing.
func (t *town) sponsors(home int) []string {
	var out []string
	for _, c := range t.cadres {
		if m, ok := t.onRoster(c); ok && c.community == home && c.partyPost == secretary {
			out = append(out, m.ID)
		}
	}
	for _, m := range t.branch(home) {
		if len(out) < 6 && m.Date("confirmed").Compare(value.Date{Year: 1995}) < 0 && isFull(m, AsOf()) && isHere(m, AsOf()) && !slices.Contains(out, m.ID) {
			out = append(out, m.ID)
		}
	}
	return out
}

// outsiders are the cadres of a community who are in no party.
func (t *town) outsiders(home int) []cadre {
	var out []cadre
	for _, c := range t.cadres {
		if c.community == home && !c.isMember() {
			out = append(out, c)
		}
	}
	return out
}

// fromRoster returns what is known of a member; a member without an ID number on the roster has none here.
func fromRoster(m catalog.Record) map[string]value.Value {
	f := map[string]value.Value{"member": value.Text(m.ID)}
	for _, key := range []string{"name", "sex", "ethnicity", "birth", "id_number", "education", "political_status", "native_place", "work_unit", "phone", "address", "joined", "confirmed"} {
		f[key] = m.Get(key)
	}
	return f
}

func fromCadre(c cadre) map[string]value.Value {
	return map[string]value.Value{
		"name": value.Text(c.name), "sex": c.sex(), "birth": c.birth.Value(), "id_number": value.Text(c.idNumber), "ethnicity": code(ledger.Ethnicity, c.ethnicity),
		"education": code(ledger.Education, c.education), "political_status": code(ledger.PoliticalStatus, c.status), "phone": value.Text(mobile(c.phone)),
		"work_unit": value.Text(communities()[c.community].name + "社区居民委员会"),
	}
}

// stranger returns somebody who is on no other list.
func (d dice) stranger(people *people, phone int) map[string]value.Value {
	p := people.born(1962, 1981, d.chance(45))
	status := "群众"
	if p.birth.YearsUntil(AsOf()) <= 28 {
		status = "共青团员"
	}
	return map[string]value.Value{
		"name": value.Text(p.name), "sex": p.sex(), "birth": p.birth.Value(), "id_number": value.Text(p.idNumber), "ethnicity": code(ledger.Ethnicity, p.ethnicity),
		"education":        code(ledger.Education, d.pick(strings.Fields("大学本科 大学专科 大学专科 中专 普通高中"))),
		"political_status": code(ledger.PoliticalStatus, status), "phone": value.Text(mobile(phone)), "native_place": value.Text("容城"),
		"work_unit": value.Text(d.pick(strings.Fields("镇中心小学 镇卫生院 县供电公司 镇缫丝厂 个体经营 东门市场 社区志愿服务队"))),
	}
}

// admitted returns the days of the steps of somebody who was admitted on a day, up to the day of the report.
func (d dice) admitted(joined, confirmed value.Date) map[int]value.Date {
	done := map[int]value.Date{}
	day := joined.First()
	for step := stepAdmission - 1; step >= 1; step-- {
		day = after(day, -pace()[step]-d.between(0, 4))
		done[step] = day
	}
	day = joined.Last()
	for step := stepAdmission + 1; step <= stepCount; step++ {
		day = after(day, pace()[step-1])
		if step == stepVote {
			day = after(confirmed.Last(), 1)
		}
		if confirmed.IsZero() && step >= stepVote || day.Compare(AsOf()) > 0 {
			break
		}
		done[step] = day
	}
	return done
}

// upTo returns the days of the steps of somebody who took the last of them not long before the day of the report.
func (d dice) upTo(last int) map[int]value.Date {
	done := map[int]value.Date{}
	day := after(AsOf(), -d.between(3, 20))
	for step := last; step >= 1; step-- {
		done[step] = day
		day = after(day, -pace()[step-1]-d.between(0, 4))
	}
	return done
}

// takeSteps fills in the days of the steps and what goes with them.
func (d dice) takeSteps(f map[string]value.Value, done map[int]value.Date, sponsors []string, number int) {
	for _, s := range ledger.Steps() {
		if day, ok := done[s.Number]; ok && s.Number != stepAdmission {
			f[s.Field] = day.Value()
		}
	}
	names := func(key string, step int) {
		if _, ok := done[step]; ok {
			i := d.IntN(len(sponsors) - 1)
			f[key] = linkTo(sponsors[i], sponsors[i+1])
		}
	}
	names("contacts", 5)
	names("introducers", 9)
	if day, ok := done[lastActivist]; ok {
		f["activist_training_from"], f["activist_training_to"] = after(day, -30-trainingDays).Value(), after(day, -30).Value()
		f["activist_score"] = value.Text(fmt.Sprint(d.between(78, 96)))
	}
	if day, ok := done[11]; ok {
		f["prospect_training_from"] = after(day, -trainingDays).Value()
		f["prospect_score"] = value.Text(d.pick(strings.Fields("合格 合格 良好 优秀")))
	}
	if day, ok := done[8]; ok {
		f["planned"] = day.Value()
	}
	if day, ok := done[lastProspect]; ok {
		f["form_issued"] = after(day, -3).Value()
		f["form_number"] = value.Text(fmt.Sprintf("桂%d%05d", day.Year, 20100+number))
	}
}
