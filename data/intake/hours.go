package intake

import (
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Behind the day of an event its hours may stand, for which the kind may have fields: 2023年10月1日 上午9:00-11:00.

// The keys of these fields.
const (
	startKey = "start"
	endKey   = "end"
)

var (
	clockTime  = `((?:上午|下午|中午|早上|晚上)?\s*\d{1,2}(?:[:：]\d{2}|[时点](?:半|\d{1,2}分?)?))`
	clockTimes = regexp.MustCompile(clockTime + `(?:\s*[-—–~～至到]+\s*` + clockTime + `)?`)
)

// hours reads the times of day behind the date of a record into the fields for them, if no column fills these.
func (rd *reader) hours(c *columnParser, cell catalog.Cell, values []value.Value) {
	if c.f.Key != dateKey || cell.Type != catalog.CellText || !strings.ContainsAny(cell.Text, ":：时点") {
		return
	}
	m := clockTimes.FindStringSubmatch(value.Clean(cell.Text))
	if m == nil {
		return
	}
	if m[2] != "" && strings.HasPrefix(m[1], "下午") && m[2][0] <= '9' { // 下午3:00-5:00
		m[2] = "下午" + m[2]
	}
	for n, key := range []string{startKey, endKey} {
		i := clockField(rd.kind, key)
		if i < 0 || i >= len(values) || m[n+1] == "" || rd.has(i) || !values[i].IsEmpty() {
			continue
		}
		if v, p := rd.kind.Fields[i].Type.Parse(catalog.TextCell(m[n+1])); p == nil {
			values[i] = v
		}
	}
}

// clockField returns the place of a field if it is a time of day, -1 otherwise.
func clockField(k *catalog.Kind, key string) int {
	i := k.Index(key)
	if i < 0 {
		return -1
	}
	if _, is := k.Fields[i].Type.(catalog.Clock); !is || !k.Fields[i].Stored() {
		return -1
	}
	return i
}
