package demo

import (
	"fmt"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Township names an office.
type Township struct {
	Code string // nine digits, GB/T 10114: county and town
	Name string
}

// Office returns the demonstration office.
func Office() Township { return Township{Code: "450999100", Name: "容城镇"} }

// AsOf returns the day of the report whose figures the office reproduces: 2003-09-30.
func AsOf() value.Date { return value.Date{Year: 2003, Month: 9, Day: 30} }

// officeSeed is the seed of the demonstration office. Another one would give other people with the same figures.
const officeSeed = 450999

// entered is when the demonstration data was entered: on the day of the report, in the morning, in China.
func entered() time.Time {
	d := AsOf()
	return time.Date(d.Year, time.Month(d.Month), d.Day, 8, 30, 0, 0, time.FixedZone("CST", 8*3600))
}

// Operations returns what fills an empty database with the demonstration office: one operation for each of the given
// kinds that it has records of, in an order in which every reference points to a record that is there already. The
// kinds must hold org, which the others refer to.
func Operations(kinds []*catalog.Kind) []catalog.Operation {
	t := newTown(kinds)
	lists := []struct {
		kind    string
		records func() []catalog.Record
	}{
		{"org", t.orgRecords}, {"cadre", t.staff}, {"member", t.roster},
		{"partner", t.partnerRecords}, {"venue", t.venueRecords}, {"transfer", t.transferRecords}, {"candidate", t.candidateRecords}, {"dues", t.duesRecords},
		{"meeting", t.meetingRecords}, {"rule", t.ruleRecords}, {"activity", t.activityRecords},
		{"course", t.courseRecords}, {"publicity", t.publicityRecords}, {"safety", t.safetyRecords},
		{"service", t.serviceRecords}, {"visit", t.visitRecords}, {"health", t.healthRecords},
		{"issue", t.issueRecords}, {"plan", t.planRecords}, {"economy", t.economyRecords},
	}
	var out []catalog.Operation
	for i, list := range lists {
		k := catalog.Find(kinds, list.kind)
		if k == nil {
			continue
		}
		op := operation(k, list.records(), entered().Add(time.Duration(i)*10*time.Minute))
		op.Blobs = t.blobs[k.Key]
		out = append(out, op)
	}
	return out
}

func operation(k *catalog.Kind, records []catalog.Record, at time.Time) catalog.Operation {
	op := catalog.Operation{
		ID:    newDice("operation " + k.Key).ids(at)(),
		Label: fmt.Sprintf("建立示范单位:%s %d %s", k.Title, len(records), k.Unit),
		Actor: "示范数据",
		At:    at,
	}
	for _, r := range records {
		op.Changes = append(op.Changes, catalog.Create(r))
	}
	return op
}

// town is the demonstration office while it is made. People are made once: a cadre who is a party member stands in
// the roster of members too.
type town struct {
	kinds   []*catalog.Kind
	orgIDs  []string // by the order of communities
	cadres  []cadre
	venues  []venue
	members []catalog.Record // see roster
	// employed are the records of the cadres; see staff.
	employed []catalog.Record
	blobs    map[string][]catalog.Blob // pictures, by kind
}

func newTown(kinds []*catalog.Kind) *town {
	return &town{kinds: kinds, orgIDs: orgIDs(), cadres: makeCadres(), venues: makeVenues(), blobs: map[string][]catalog.Blob{}}
}

// roster returns the members, whom other ledgers name too.
func (t *town) roster() []catalog.Record {
	if t.members == nil {
		t.members = t.memberRecords()
	}
	return t.members
}

// record returns a record of the kind with the given key and fields; fields that the kind doesn't have are left out, and
// so are references to kinds that the office doesn't keep.
func (t *town) record(kind, id string, fields map[string]value.Value) catalog.Record {
	k := catalog.Find(t.kinds, kind)
	for key := range fields {
		if f := k.Field(key); f != nil && catalog.Refers(f.Type) != "" && catalog.Find(t.kinds, catalog.Refers(f.Type)) == nil {
			delete(fields, key)
		}
	}
	return recordOf(k, id, fields)
}

func recordOf(k *catalog.Kind, id string, fields map[string]value.Value) catalog.Record {
	values := make([]value.Value, len(k.Fields))
	for key, v := range fields {
		if i := k.Index(key); i >= 0 {
			values[i] = v
		}
	}
	return catalog.RecordOf(k, id, values)
}
