package platform

import (
	"os"
	"path/filepath"
)

// AdmitUpdate refuses an installer that is not signed by the publisher of this program, if that is signed. The error is a
// catalog.Refusal of data/update's. Systems without signatures admit all.
func AdmitUpdate(path string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	return signatureOf(program).Admit(filepath.Base(path), signatureOf(path))
}
