package platform

import (
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"unsafe"

	"golang.org/x/sys/windows"

	"taizhang/data/update"
)

var (
	wintrust          = windows.NewLazySystemDLL("wintrust.dll")
	procProviderData  = wintrust.NewProc("WTHelperProvDataFromStateData")
	procProviderSign  = wintrust.NewProc("WTHelperGetProvSignerFromChain")
	procProviderChain = wintrust.NewProc("WTHelperGetProvCertFromChain")
)

// signatureOf asks Windows for the Authenticode signature of a file. Nothing is asked of the network: revoked certificates
// are found where the system has a list of them.
func signatureOf(path string) update.Signature {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return update.Signature{}
	}
	data := &windows.WinTrustData{
		Size:             uint32(unsafe.Sizeof(windows.WinTrustData{})),
		UIChoice:         windows.WTD_UI_NONE,
		RevocationChecks: windows.WTD_REVOKE_NONE,
		UnionChoice:      windows.WTD_CHOICE_FILE,
		StateAction:      windows.WTD_STATEACTION_VERIFY,
		ProvFlags:        windows.WTD_CACHE_ONLY_URL_RETRIEVAL,
		FileOrCatalogOrBlobOrSgnrOrCert: unsafe.Pointer(&windows.WinTrustFileInfo{
			Size:     uint32(unsafe.Sizeof(windows.WinTrustFileInfo{})),
			FilePath: name,
		}),
	}
	verdict := windows.WinVerifyTrustEx(windows.InvalidHWND, &windows.WINTRUST_ACTION_GENERIC_VERIFY_V2, data)
	signature := update.Signature{Trust: trustOf(verdict)}
	if signature.Trust > update.Broken {
		signature.Publisher, signature.Certificate = signer(data.StateData)
	}
	data.StateAction = windows.WTD_STATEACTION_CLOSE
	_ = windows.WinVerifyTrustEx(windows.InvalidHWND, &windows.WINTRUST_ACTION_GENERIC_VERIFY_V2, data) // frees what was read
	return signature
}

// trustOf reads an answer of WinVerifyTrust. What is not understood is not trusted.
func trustOf(verdict error) update.Trust {
	is := func(codes ...windows.Handle) bool {
		for _, code := range codes {
			if errors.Is(verdict, windows.Errno(code)) {
				return true
			}
		}
		return false
	}
	switch {
	case verdict == nil:
		return update.Trusted
	case is(windows.TRUST_E_NOSIGNATURE, windows.TRUST_E_SUBJECT_FORM_UNKNOWN, windows.TRUST_E_PROVIDER_UNKNOWN):
		return update.Unsigned
	case is(windows.CERT_E_UNTRUSTEDROOT, windows.CERT_E_CHAINING, windows.CERT_E_EXPIRED):
		return update.Untrusted
	}
	return update.Broken
}

// providerCertificate is the beginning of CRYPT_PROVIDER_CERT of wintrust.h.
type providerCertificate struct {
	size    uint32
	context *windows.CertContext
}

// signer returns the certificate that a file was signed with, as WinVerifyTrust left it in its state.
func signer(state windows.Handle) (publisher string, sum [32]byte) {
	provider, _, _ := procProviderData.Call(uintptr(state))
	if provider == 0 {
		return "", sum
	}
	first, _, _ := procProviderSign.Call(provider, 0, 0, 0)
	if first == 0 {
		return "", sum
	}
	found, _, _ := procProviderChain.Call(first, 0)
	if found == 0 {
		return "", sum
	}
	certificate := *(**providerCertificate)(unsafe.Pointer(&found)) // memory of wintrust's
	if certificate.context == nil {
		return "", sum
	}
	raw := unsafe.Slice(certificate.context.EncodedCert, certificate.context.Length)
	if parsed, err := x509.ParseCertificate(raw); err == nil {
		publisher = parsed.Subject.CommonName
	}
	return publisher, sha256.Sum256(raw)
}
