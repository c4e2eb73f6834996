package update

import (
	"errors"
	"testing"

	"taizhang/data/catalog"
)

func TestAdmit(t *testing.T) {
	sign := func(trust Trust, publisher string, certificate byte) Signature {
		return Signature{trust, publisher, [32]byte{certificate}}
	}
	none := Signature{}
	for what, c := range map[string]struct {
		own, file Signature
		ok        bool
	}{
		"neither is signed":                      {none, none, true},
		"the new one is signed":                  {none, sign(Trusted, "甲", 1), true},
		"the new one by whom nobody knows":       {none, sign(Untrusted, "甲", 1), true},
		"a broken one":                           {none, sign(Broken, "", 0), false},
		"the same":                               {sign(Trusted, "甲", 1), sign(Trusted, "甲", 1), true},
		"renewed":                                {sign(Trusted, "甲", 1), sign(Trusted, "甲", 2), true},
		"no longer signed":                       {sign(Trusted, "甲", 1), none, false},
		"another publisher":                      {sign(Trusted, "甲", 1), sign(Trusted, "乙", 2), false},
		"the name on a certificate of one's own": {sign(Trusted, "甲", 1), sign(Untrusted, "甲", 2), false},
		"self-made, the same":                    {sign(Untrusted, "甲", 1), sign(Untrusted, "甲", 1), true},
		"self-made, only the name":               {sign(Untrusted, "甲", 1), sign(Untrusted, "甲", 2), false},
		"self-made, then bought":                 {sign(Untrusted, "甲", 1), sign(Trusted, "甲", 2), false},
		"own root not known here any more":       {sign(Trusted, "甲", 1), sign(Untrusted, "甲", 1), true},
		"broken, of the same":                    {sign(Trusted, "甲", 1), sign(Broken, "甲", 1), false},
	} {
		err := c.own.Admit("新.exe", c.file)
		if (err == nil) != c.ok || err != nil && !errors.Is(err, &catalog.Refusal{Code: "signature"}) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
