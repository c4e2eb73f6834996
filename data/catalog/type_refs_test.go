package catalog_test

import (
	"testing"

	"taizhang/data/catalog"
)

func TestRefs(t *testing.T) {
	partners := catalog.Refs{Ref: catalog.Ref{Kind: "partner", Lead: []string{"县"}}}
	labels := map[string]string{"1": "县法院", "2": "国税局", "3": "张伟", "4": "张伟"}
	parsed, problem := partners.Parse(catalog.TextCell("县法院、 国税局，司法局;法院\n张伟"))
	if problem != nil {
		t.Fatal(problem)
	}
	v := partners.Resolve(parsed, labels)
	if want := "@1\n@2\n司法局\n张伟"; v.Canonical() != want {
		t.Errorf("canonical %q, want %q: 法院 is 县法院 and stands once, two of one name stay words", v.Canonical(), want)
	}
	if got, want := catalog.WordsOf(partners, v, labels), "县法院、国税局、司法局、张伟"; got != want {
		t.Errorf("words %q, want %q", got, want)
	}
	if got := partners.Words(v); got != "司法局、张伟" {
		t.Errorf("words of no record %q", got)
	}
	if _, single := any(partners).(catalog.Referrer); single {
		t.Error("a list passes for a single reference")
	}
	if empty, p := partners.Parse(catalog.TextCell("无")); !empty.IsEmpty() || p != nil {
		t.Errorf("无 is %q, %v", empty.Canonical(), p)
	}
}
