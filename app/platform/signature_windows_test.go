package platform

import (
	"os"
	"path/filepath"
	"testing"

	"taizhang/data/update"
)

// signedVariable is the environment variable that names a program with a signature of a certificate that nobody knows;
// scripts/wine/office.sh makes one.
const signedVariable = "TAIZHANG_TEST_SIGNED"

func TestSignatureOf(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if got := signatureOf(program); got != (update.Signature{}) {
		t.Errorf("a program without a signature has %+v", got)
	}
	// Debian's Wine can't remove the folders of TempDir.
	text, changed := filepath.Join(os.TempDir(), "taizhang-signature.txt"), filepath.Join(os.TempDir(), "taizhang-signature.exe")
	t.Cleanup(func() {
		os.Remove(text)
		os.Remove(changed)
	})
	if err := os.WriteFile(text, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := signatureOf(text); got.Trust != update.Unsigned {
		t.Errorf("a text has %+v", got)
	}
	signed := os.Getenv(signedVariable)
	if signed == "" {
		t.Skip("no signed program: scripts/wine/office.sh gives one")
	}
	got := signatureOf(signed)
	// Wine believes every certificate, Windows not that one.
	if got.Trust < update.Untrusted || got.Publisher != "test" || got.Certificate == [32]byte{} {
		t.Errorf("what is signed by a certificate of one's own has %+v", got)
	}
	content, err := os.ReadFile(signed)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(changed, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := signatureOf(changed); got.Trust != update.Broken {
		t.Errorf("what was changed since it was signed has %+v", got)
	}
}
