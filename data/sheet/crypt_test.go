package sheet

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// lockXLS inserts the record that says how a stream of version 8 is encrypted, and encrypts what follows it.
func lockXLS(t *testing.T, stream, pass []byte, encrypt recordCipher) []byte {
	t.Helper()
	r := &records{b: stream}
	if id, _, _ := r.next(); id != recBOF {
		t.Fatal("the stream starts with no BOF")
	}
	head := binary.LittleEndian.AppendUint16([]byte{recFilePass, 0}, uint16(len(pass)))
	head = append(head, pass...)
	out := append(bytes.Clone(stream[:r.pos]), head...)
	out = append(out, stream[r.pos:]...)
	k := &xlsBook{stream: out}
	start := r.pos + len(head)
	for r := (&records{b: out, pos: start}); ; {
		id, data, ok := r.next()
		if !ok {
			break
		}
		if id == recBoundSheet {
			binary.LittleEndian.PutUint32(data, u32(data)+uint32(len(head)))
		}
	}
	k.decryptFrom(start, encrypt)
	return out
}

// xlsStream is the stream of a fixture.
func xlsStream(t *testing.T, name string) []byte {
	t.Helper()
	c, err := openCompound(readFixture(t, name))
	if err != nil {
		t.Fatal(err)
	}
	stream, ok := c.stream("Workbook")
	if !ok {
		t.Fatalf("%s has no stream Workbook", name)
	}
	return stream
}

// lockRC4 encrypts as Excel 97 does.
func lockRC4(t *testing.T, stream []byte, password string) []byte {
	salt := []byte("0123456789abcdef")
	sum := md5.Sum(utf16Bytes(password))
	var mixed []byte
	for range 16 {
		mixed = append(append(mixed, sum[:5]...), salt...)
	}
	base := md5.Sum(mixed)
	key := func(block uint32) []byte {
		sum := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(base[:5]), block))
		return sum[:]
	}
	return lockXLS(t, stream, append([]byte{1, 0, 1, 0, 1, 0}, append(salt, verifiers(t, key(0), func(b []byte) []byte { s := md5.Sum(b); return s[:] }, false)...)...), rc4Stream(key))
}

// lockCryptoAPI encrypts as Excel 2003 does, with a key of that many bits.
func lockCryptoAPI(t *testing.T, stream []byte, password string, bits int) []byte {
	salt := []byte("0123456789abcdef")
	base := sha1.Sum(append(bytes.Clone(salt), utf16Bytes(password)...))
	key := func(block uint32) []byte {
		sum := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(base[:]), block))
		if bits == 40 {
			return append(bytes.Clone(sum[:5]), make([]byte, 11)...)
		}
		return bytes.Clone(sum[:bits/8])
	}
	pass := wordBytes([]uint32{4, 36, 4, 0, 0x6801, 0x8004, uint32(bits), 1, 0, 0, 0}) // flags, size, head of 36 bytes
	pass = append([]byte{1, 0, 4, 0, 2, 0}, pass...)
	pass = append(append(pass, 16, 0, 0, 0), salt...)
	pass = append(pass, verifiers(t, key(0), func(b []byte) []byte { s := sha1.Sum(b); return s[:] }, true)...)
	return lockXLS(t, stream, pass, rc4Stream(key))
}

// verifiers returns what proves a password: 16 bytes and their hash, encrypted, with the size of the hash between.
func verifiers(t *testing.T, key []byte, hash func([]byte) []byte, size bool) []byte {
	plain := []byte("verify me please")
	c, err := rc4.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	sum := hash(plain)
	out := make([]byte, 16)
	c.XORKeyStream(out, plain)
	if size {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(sum)))
	}
	c.XORKeyStream(sum, sum)
	return append(out, sum...)
}

// lockXOR obfuscates as Excel 95 does; it is the inverse of xorCipher.
func lockXOR(t *testing.T, stream []byte, password string) []byte {
	key, verifier := xorKey([]byte(password)), xorVerifier([]byte(password))
	decrypt := xorCipher(int(key), int(verifier), password)
	pass := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16([]byte{0, 0}, key), verifier)
	return lockXLS(t, stream, pass, func(part []byte, offset, size, skip int) {
		for i := range part { // decrypt(c) = turn(c) ^ pad, so pad = decrypt(0)
			pad := []byte{0}
			decrypt(pad, offset, size, skip+i)
			c := part[i] ^ pad[0]
			part[i] = c>>3 | c<<5
		}
	})
}

func TestEncryptedXLS(t *testing.T) {
	const fixture = "lo_cadre_sheet_per_community.xls"
	want := fmt.Sprint(mustOpen(t, fixture).Dump())
	for name, lock := range map[string]func([]byte, string) []byte{
		"RC4":             func(b []byte, p string) []byte { return lockRC4(t, b, p) },
		"CryptoAPI":       func(b []byte, p string) []byte { return lockCryptoAPI(t, b, p, 128) },
		"CryptoAPI short": func(b []byte, p string) []byte { return lockCryptoAPI(t, b, p, 40) },
		"XOR":             func(b []byte, p string) []byte { return lockXOR(t, b, p) },
	} {
		t.Run(name, func(t *testing.T) {
			checkLocked(t, want, func(password string) []byte {
				return compoundOf(namedStream{"Workbook", lock(xlsStream(t, fixture), password)})
			})
		})
	}
	if xorKey([]byte("abc")) == 0 || xorCipher(0, 0, "abc") != nil || xorCipher(0, 0, "密码") != nil || xorCipher(0, 0, "a much too long password") != nil {
		t.Error("a wrong password is taken")
	}
	unknown := lockXLS(t, xlsStream(t, fixture), []byte{1, 0, 9, 0, 9, 0, 0, 0}, func([]byte, int, int, int) {})
	if r := refusalOf(t, unknown, Options{}); r.Code != CodePassword || !strings.Contains(r.Text, "解不开") {
		t.Errorf("an unknown method: %s", r.Text)
	}
}

// checkLocked checks that a workbook opens with its password, and with the default one without being asked.
func checkLocked(t *testing.T, want string, lock func(password string) []byte) {
	t.Helper()
	read := func(data []byte, password string) string {
		book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "某表.xls", Options{Password: password})
		if err != nil {
			t.Fatalf("password %q: %v", password, err)
		}
		return fmt.Sprint(book.Dump())
	}
	if got := read(lock(defaultPassword), ""); got != want {
		t.Errorf("the default password opens %.200s", got)
	}
	if got := read(lock("Bm-2003"), "Bm-2003"); got != want {
		t.Errorf("the password opens %.200s", got)
	}
	if r := refusalOf(t, lock("Bm-2003"), Options{}); r.Code != CodePassword || !strings.Contains(r.Text, "请输入密码") {
		t.Errorf("without password: %s", r.Text)
	}
	if r := refusalOf(t, lock("Bm-2003"), Options{Password: "bm-2003"}); r.Code != CodePassword || !strings.Contains(r.Text, "密码不对") {
		t.Errorf("with a wrong password: %s", r.Text)
	}
}

// lockAgile encrypts a package as Excel does since 2010.
func lockAgile(t *testing.T, data []byte, password string) []byte {
	t.Helper()
	salt, key := []byte("0123456789abcdef"), []byte("the key of the package, 32 bytes")
	hash := func(parts ...[]byte) []byte {
		sum := sha512.Sum512(bytes.Join(parts, nil))
		return sum[:]
	}
	const spins = 1000
	sum, err := spin(context.Background(), sha512.New, salt, password, spins)
	if err != nil {
		t.Fatal(err)
	}
	encrypt := func(key, iv, b []byte) []byte {
		for len(b)%aes.BlockSize != 0 {
			b = append(bytes.Clone(b), 0)
		}
		c, err := aes.NewCipher(key)
		if err != nil {
			t.Fatal(err)
		}
		out := make([]byte, len(b))
		cipher.NewCBCEncrypter(c, iv).CryptBlocks(out, b)
		return out
	}
	wrap := func(purpose, b []byte) string {
		return base64.StdEncoding.EncodeToString(encrypt(hash(sum, purpose)[:32], salt, b))
	}
	const settings = `saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s"`
	text := base64.StdEncoding.EncodeToString(salt)
	verifier := []byte("verify me please")
	info := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData `+settings+
		`/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password" spinCount="%07d" `+settings+
		` encryptedVerifierHashInput="%s" encryptedVerifierHashValue="%s" encryptedKeyValue="%s"/></keyEncryptor></keyEncryptors></encryption>`,
		text, spins, text, wrap(agileVerifier, verifier), wrap(agileDigest, hash(verifier)), wrap(agileKey, key))
	stream := binary.LittleEndian.AppendUint64(nil, uint64(len(data)))
	for n := uint32(0); len(data) > 0; n++ {
		part := data[:min(4096, len(data))]
		iv := hash(salt, binary.LittleEndian.AppendUint32(nil, n))[:16]
		stream = append(stream, encrypt(key, iv, part)...)
		data = data[len(part):]
	}
	return compoundOf(namedStream{"EncryptionInfo", append([]byte{4, 0, 4, 0, 0x40, 0, 0, 0}, info...)}, namedStream{"EncryptedPackage", stream})
}

func TestEncryptedXLSX(t *testing.T) {
	const fixture = "cadre_sheet_per_community.xlsx"
	want := fmt.Sprint(mustOpen(t, fixture).Dump())
	data := readFixture(t, fixture)
	t.Run("agile", func(t *testing.T) {
		checkLocked(t, want, func(password string) []byte { return lockAgile(t, data, password) })
	})
	t.Run("standard", func(t *testing.T) {
		checkLocked(t, want, func(password string) []byte {
			locked, err := excelize.Encrypt(data, &excelize.Options{Password: password})
			if err != nil {
				t.Fatal(err)
			}
			return locked
		})
	})
}

func TestDamagedEncryption(t *testing.T) {
	whole := lockAgile(t, readFixture(t, "cadre_sheet_per_community.xlsx"), defaultPassword)
	for name, data := range map[string][]byte{
		"no info":       compoundOf(namedStream{"EncryptedPackage", make([]byte, 5000)}),
		"unknown hash":  bytes.ReplaceAll(whole, []byte(`"SHA512"`), []byte(`"SHA999"`)),
		"endless spins": bytes.ReplaceAll(whole, []byte(`spinCount="0001000"`), []byte(`spinCount="9999999"`)),
		"no block":      bytes.ReplaceAll(whole, []byte(`blockSize="16"`), []byte(`blockSize="99"`)),
	} {
		if r := refusalOf(t, data, Options{}); r.Code != CodePassword || !strings.Contains(r.Text, "解不开") {
			t.Errorf("%s: %s %s", name, r.Code, r.Text)
		}
	}
	if r := refusalOf(t, whole[:len(whole)/2], Options{}); r.Code != CodeDamaged {
		t.Errorf("half a file: %s %s", r.Code, r.Text)
	}
}
