package update

import "taizhang/data/catalog"

// Trust is how far a file's signature holds.
type Trust uint8

// The grades of trust.
const (
	Unsigned  Trust = iota
	Broken          // the file is not what was signed
	Untrusted       // the file is what was signed, by a certificate that this computer has no reason to believe
	Trusted
)

// Signature is what a file's signature says.
type Signature struct {
	Trust       Trust
	Publisher   string   // name in the certificate
	Certificate [32]byte // SHA-256 of it
}

// Admit refuses a file of another publisher than that of this program, whose signature is own: whoever can change both
// the release and the sums beside it, can't sign it. A program without a signature, as offices build it themselves, takes
// any file whose signature isn't broken. Among certificates that this computer believes the publisher's name decides, so
// that a renewed one is taken; elsewhere names prove nothing, and it must be the same certificate.
// The error is a catalog.Refusal of code signature; name is the file's.
func (own Signature) Admit(name string, file Signature) error {
	switch {
	case file.Trust == Broken:
		return catalog.Refuse("signature", "「%s」的数字签名不对:它被改动过,没有使用。请从原来的渠道重新拷贝", name)
	case own.Trust <= Broken:
		return nil
	case file.Trust == Unsigned:
		return catalog.Refuse("signature", "本程序有「%s」的数字签名,而「%s」没有签名,没有使用。请从原来的渠道重新拷贝", own.Publisher, name)
	case own.Certificate == file.Certificate:
		return nil
	case own.Trust == Trusted && file.Trust == Trusted && own.Publisher == file.Publisher:
		return nil
	}
	return catalog.Refuse("signature", "本程序有「%s」的数字签名,而「%s」由「%s」另行签名,没有使用。请从原来的渠道重新拷贝", own.Publisher, name, file.Publisher)
}
