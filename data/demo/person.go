package demo

import (
	"fmt"
	"strconv"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// person is an invented person.
type person struct {
	name      string
	female    bool
	birth     value.Date // a full date; the roster may know the month only
	idNumber  string
	ethnicity string // name of the ethnic group
}

func (p person) sex() value.Value {
	if p.female {
		return value.Text(ledger.Female)
	}
	return value.Text(ledger.Male)
}

// people makes persons no two of whom have the same ID number.
type people struct {
	dice
	taken map[string]bool // ID numbers
}

func newPeople(d dice) *people { return &people{d, map[string]bool{}} }

// areaCode is an area that GB/T 2260 assigns to no county.
const areaCode = "450999"

// idNumber returns a new citizen ID number (GB 11643) for the birth date and sex.
func (p *people) idNumber(birth value.Date, female bool) string {
	for {
		order := p.between(0, 499)*2 + 1
		if female {
			order = p.between(0, 499) * 2
		}
		first := fmt.Sprintf("%s%04d%02d%02d%03d", areaCode, birth.Year, birth.Month, birth.Day, order)
		id := first + string(value.IDCheckCharacter(first))
		if !p.taken[id] {
			p.taken[id] = true
			return id
		}
	}
}

// born returns a person born in the years from first to last.
func (p *people) born(first, last int, female bool) person {
	birth := p.day(value.Date{Year: first, Month: 1, Day: 1}, value.Date{Year: last, Month: 12, Day: 31})
	return person{
		name:      p.givenName(birth.Year, female),
		female:    female,
		birth:     birth,
		idNumber:  p.idNumber(birth, female),
		ethnicity: p.ethnicGroup(),
	}
}

// ethnicGroup follows the mixture of a town in the south.
func (p *people) ethnicGroup() string {
	switch n := p.IntN(100); {
	case n < 84:
		return "汉族"
	case n < 96:
		return "壮族"
	case n < 99:
		return "瑶族"
	}
	return p.pick([]string{"苗族", "侗族", "仫佬族", "京族"})
}

// code returns the canonical value of a choice that is given by its title.
func code(t catalog.Type, title string) value.Value {
	v, _ := t.Parse(catalog.TextCell(title))
	return v
}

// asKnown drops the day of a date in some of all cases, as rosters do.
func (d dice) asKnown(date value.Date) value.Date {
	if d.chance(30) {
		date.Day = 0
	}
	return date
}

// Phone numbers that are plainly invented: no such exchange exists.
func mobile(n int) string   { return fmt.Sprintf("1390%07d", n) }
func landline(n int) string { return fmt.Sprintf("0775-00001%02d", n) }

func houseNumber(street string, n int) string { return street + strconv.Itoa(n) + "号" }
