package ledger

import (
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// The ages by which the dates in a person's life are checked.
const (
	joinAge   = 18  // 党章 第一条: 年满十八岁
	workAge   = 14  // below it a 参加工作时间 is taken for a slip
	oldestAge = 110 // above it a birth date is taken for a slip
)

func doubt(code, field, format string, args ...any) catalog.Problem {
	return catalog.Problem{Code: code, Field: field, Severity: catalog.Doubt, Text: fmt.Sprintf(format, args...)}
}

// birthMatchesID checks the birth date against the one in the ID number (GB 11643, 4.2.2).
func birthMatchesID(r catalog.Record, _ value.Date) []catalog.Problem {
	birth := r.Date("birth")
	inID, ok := value.IDBirth(r.Get("id_number").Canonical())
	if birth.IsZero() || !ok || birth.Covers(inID) {
		return nil
	}
	p := doubt("id_birth", "birth", "出生年月 %s 与身份证号码中的 %s 不符", birth.Chinese(), inID.Chinese())
	switch birth.Precision() {
	case value.YearOnly:
		inID.Month, inID.Day = 0, 0
	case value.YearMonth:
		inID.Day = 0
	}
	p.Suggestion = inID.Value()
	return []catalog.Problem{p}
}

// sexMatchesID checks the sex against the order number in the ID number (GB 11643, 4.2.3).
func sexMatchesID(r catalog.Record, _ value.Date) []catalog.Problem {
	sex := r.Get("sex").Canonical()
	male, ok := value.IDIsMale(r.Get("id_number").Canonical())
	if !ok || sex != Male && sex != Female || (sex == Male) == male {
		return nil
	}
	want := value.Text(Female)
	if male {
		want = value.Text(Male)
	}
	p := doubt("id_sex", "sex", "性别与身份证号码不符(证号为%s)", Sex.Format(want))
	p.Suggestion = want
	return []catalog.Problem{p}
}

// bornBefore checks that a person was born, and not too long ago. Without a birth date the one in the ID number counts.
func bornBefore(r catalog.Record, asof value.Date) []catalog.Problem {
	birth, field, what := r.Date("birth"), "birth", "出生年月"
	if birth.IsZero() {
		birth, _ = value.IDBirth(r.Get("id_number").Canonical())
		field, what = "id_number", "身份证号码中的出生日期"
	}
	switch {
	case birth.IsZero() || asof.IsZero():
		return nil
	case birth.First().Compare(asof.Last()) > 0:
		return []catalog.Problem{doubt("birth_future", field, "%s %s 在今天之后", what, birth.Chinese())}
	case birth.YearsUntil(asof) > oldestAge:
		return []catalog.Problem{doubt("birth_old", field, "按%s %s 已超过 %d 岁,请核对", what, birth.Chinese(), oldestAge)}
	}
	return nil
}

// joinedOfAge checks that a member was admitted at 18 or later (党章 第一条).
func joinedOfAge(r catalog.Record, _ value.Date) []catalog.Problem {
	birth, joined := r.Date("birth"), r.Date("joined")
	if birth.IsZero() || joined.IsZero() || birth.FullYears(joinAge, joined) {
		return nil
	}
	return []catalog.Problem{doubt("joined_age", "joined", "入党时间 %s 时不满 %d 周岁(出生 %s)", joined.Chinese(), joinAge, birth.Chinese())}
}

// confirmedAfterProbation checks the year of probation (党章 第七条), which there was not from 1969 to 1977.
func confirmedAfterProbation(r catalog.Record, _ value.Date) []catalog.Problem {
	joined, confirmed := r.Date("joined"), r.Date("confirmed")
	switch {
	case joined.IsZero() || confirmed.IsZero() || joined.FullYears(1, confirmed):
		return nil
	case !joined.FullYears(0, confirmed):
		return []catalog.Problem{doubt("confirmed_early", "confirmed", "转正时间 %s 在入党时间 %s 之前", confirmed.Chinese(), joined.Chinese())}
	case withoutProbation(joined):
		return nil
	}
	return []catalog.Problem{doubt("probation", "confirmed", "转正时间 %s 距入党时间 %s 不满一年预备期", confirmed.Chinese(), joined.Chinese())}
}

// probationNotConfirmed finds members who are confirmed and still called probationary.
func probationNotConfirmed(r catalog.Record, asof value.Date) []catalog.Problem {
	confirmed := r.Date("confirmed")
	if r.Get("political_status").Canonical() != ProbationaryMember || confirmed.IsZero() || confirmed.First().Compare(asof.Last()) > 0 {
		return nil
	}
	p := doubt("probation_over", "political_status", "已于 %s 转正,政治面貌仍是预备党员", confirmed.Chinese())
	p.Suggestion = value.Text(FullMember)
	return []catalog.Problem{p}
}

// workedOfAge checks that nobody started to work as a child.
func workedOfAge(r catalog.Record, _ value.Date) []catalog.Problem {
	birth, worked := r.Date("birth"), r.Date("worked_since")
	if birth.IsZero() || worked.IsZero() || birth.FullYears(workAge, worked) {
		return nil
	}
	return []catalog.Problem{doubt("worked_age", "worked_since", "参加工作时间 %s 时不满 %d 周岁", worked.Chinese(), workAge)}
}

// postHasOrg checks that whoever holds a post holds it somewhere.
func postHasOrg(r catalog.Record, _ value.Date) []catalog.Problem {
	if !r.Get("org").IsEmpty() || r.Get("party_post").IsEmpty() && r.Get("committee_post").IsEmpty() {
		return nil
	}
	return []catalog.Problem{doubt("post_without_org", "org", "有职务但没有所在社区")}
}

// resignedOnIsResigned finds cadres who have the day on which they resigned, and are not called so.
func resignedOnIsResigned(r catalog.Record, _ value.Date) []catalog.Problem {
	if r.Date("resigned_on").IsZero() || r.Get("resigned").Canonical() != "0" {
		return nil
	}
	p := doubt("resigned", "resigned", "已填辞职日期,是否辞职却是「否」")
	p.Suggestion = value.Int(1)
	return []catalog.Problem{p}
}

// secretaryIsMember checks that whoever holds a post in the party is a member of it.
func secretaryIsMember(r catalog.Record, _ value.Date) []catalog.Problem {
	status := r.Get("political_status").Canonical()
	if r.Get("party_post").IsEmpty() || status == "" || status == FullMember || status == ProbationaryMember {
		return nil
	}
	return []catalog.Problem{doubt("party_post_status", "political_status", "担任党内职务,但政治面貌是%s", PoliticalStatus.Format(r.Get("political_status")))}
}

// happened checks that what is logged has already been.
func happened(r catalog.Record, asof value.Date) []catalog.Problem {
	date := r.Date("date")
	if date.IsZero() || asof.IsZero() || date.First().Compare(asof.Last()) <= 0 {
		return nil
	}
	return []catalog.Problem{doubt("date_future", "date", "日期 %s 在今天之后", date.Chinese())}
}

// countPositive checks that a count of attendances is not below nothing.
func countPositive(r catalog.Record, _ value.Date) []catalog.Problem {
	if n, ok := r.Get("count").Int(); ok && n < 0 {
		return []catalog.Problem{doubt("count_negative", "count", "人次 %d 小于 0", n)}
	}
	return nil
}

// amountPositive checks that a count of things is not below nothing.
func amountPositive(r catalog.Record, _ value.Date) []catalog.Problem {
	if n, ok := r.Get("count").Int(); ok && n < 0 {
		return []catalog.Problem{doubt("count_negative", "count", "数量 %d 小于 0", n)}
	}
	return nil
}
