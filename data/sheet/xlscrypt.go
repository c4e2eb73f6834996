package sheet

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"unicode/utf16"

	"taizhang/data/catalog"
)

// defaultPassword is what Excel encrypts with where a workbook is only protected against changes.
const defaultPassword = "VelvetSweatshop"

// passwords are those to try on a file.
func (o Options) passwords() []string {
	if o.Password == "" {
		return []string{defaultPassword}
	}
	return []string{defaultPassword, o.Password}
}

// refusePassword asks for the password of a file, or for another one.
func (src *source) refusePassword() *catalog.Refusal {
	if src.opt.Password != "" {
		return catalog.Refuse(CodePassword, "「%s」的打开密码不对:请核对大小写和全角半角,重新输入密码", src.name)
	}
	return refuseFormat(formatEncrypted, src.name)
}

// refuseCipher says that a file is encrypted in a way that no password opens here.
func (src *source) refuseCipher() *catalog.Refusal {
	return catalog.Refuse(CodePassword, "「%s」的加密方式本程序解不开:请用 Excel 或 WPS 打开,去掉密码另存后再导入", src.name)
}

// unlock decrypts the stream in place if its first part has the record that says how.
func (k *xlsBook) unlock() error {
	for r := (&records{b: k.stream}); ; {
		id, data, ok := r.next()
		if !ok || id == recEOF {
			return nil
		}
		if id != recFilePass {
			continue
		}
		start := r.pos
		for _, password := range k.src.opt.passwords() {
			decrypt, known := k.cipher(data, password)
			if !known {
				return k.src.refuseCipher()
			}
			if decrypt != nil {
				k.decryptFrom(start, decrypt)
				return nil
			}
		}
		return k.src.refusePassword()
	}
}

// recordCipher decrypts a part of a record: size is that of the record's data, which starts at offset in the stream,
// and part[0] is the byte skip of it.
type recordCipher func(part []byte, offset, size, skip int)

// decryptFrom decrypts the data of the records that need it; their heads are never encrypted.
func (k *xlsBook) decryptFrom(start int, decrypt recordCipher) {
	for r := (&records{b: k.stream, pos: start}); ; {
		offset := r.pos + 4
		id, data, ok := r.next()
		if !ok {
			return
		}
		switch id {
		case recBOF, recFilePass, recInterface, 0x0138, 0x0194, 0x0195, 0x0196:
		case recBoundSheet: // the offset of the sheet is not encrypted
			if len(data) > 4 {
				decrypt(data[4:], offset, len(data), 4)
			}
		default:
			decrypt(data, offset, len(data), 0)
		}
	}
}

// cipher returns what decrypts the stream, nil if the password is wrong. known is false if the method is none of
// those that Excel wrote.
func (k *xlsBook) cipher(pass []byte, password string) (decrypt recordCipher, known bool) {
	if k.version < 8 {
		if len(pass) < 4 {
			return nil, false
		}
		return xorCipher(u16(pass), u16(pass[2:]), password), true
	}
	if len(pass) < 6 {
		return nil, false
	}
	switch {
	case u16(pass) == 0:
		return xorCipher(u16(pass[2:]), u16(pass[4:]), password), true
	case u16(pass[2:]) == 1 && len(pass) >= 54:
		return rc4Cipher(pass[6:54], password), true
	case u16(pass[4:]) == 2:
		return cryptoAPICipher(pass[6:], password)
	}
	return nil, false
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

// rc4Block is how many bytes of a stream are encrypted with one key.
const rc4Block = 1024

// rc4Stream decrypts with a key of its own for each block of the stream, heads of records counted.
func rc4Stream(key func(block uint32) []byte) recordCipher {
	var pad [rc4Block]byte
	current := -1
	return func(part []byte, offset, _, skip int) {
		for i := range part {
			at := offset + skip + i
			if at/rc4Block != current {
				current = at / rc4Block
				clear(pad[:])
				if c, err := rc4.NewCipher(key(uint32(current))); err == nil {
					c.XORKeyStream(pad[:], pad[:])
				}
			}
			part[i] ^= pad[at%rc4Block]
		}
	}
}

// rightPassword decrypts the two verifiers that follow each other and compares them.
func rightPassword(key, verifier, digest []byte, hash func([]byte) []byte) bool {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return false
	}
	plain, sum := make([]byte, len(verifier)), make([]byte, len(digest))
	c.XORKeyStream(plain, verifier)
	c.XORKeyStream(sum, digest)
	return bytes.Equal(hash(plain), sum)
}

// rc4Cipher is the encryption of Excel 97: salt, verifier and its hash, 16 bytes each.
func rc4Cipher(head []byte, password string) recordCipher {
	sum := md5.Sum(utf16Bytes(password))
	var mixed []byte
	for range 16 {
		mixed = append(append(mixed, sum[:5]...), head[:16]...)
	}
	sum = md5.Sum(mixed)
	base := bytes.Clone(sum[:5])
	key := func(block uint32) []byte {
		sum := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(base), block))
		return sum[:]
	}
	hash := func(b []byte) []byte { sum := md5.Sum(b); return sum[:] }
	if !rightPassword(key(0), head[16:32], head[32:48], hash) {
		return nil
	}
	return rc4Stream(key)
}

// cryptoAPICipher is the encryption of Excel 2002 and 2003, [MS-OFFCRYPTO] 2.3.5.
func cryptoAPICipher(head []byte, password string) (decrypt recordCipher, known bool) {
	const algorithmRC4 = 0x6801
	if len(head) < 8 {
		return nil, false
	}
	size := int(u32(head[4:]))
	if size < 20 || len(head) < 8+size+4+16+16+4+20 {
		return nil, false
	}
	algorithm, bits := u32(head[8+8:]), int(u32(head[8+16:]))
	if bits == 0 {
		bits = 40
	}
	if algorithm != algorithmRC4 && algorithm != 0 || bits < 40 || bits > 128 {
		return nil, false
	}
	verifier := head[8+size:]
	salt, encrypted, digest := verifier[4:20], verifier[20:36], verifier[40:60]
	base := sha1.Sum(append(bytes.Clone(salt), utf16Bytes(password)...))
	key := func(block uint32) []byte {
		sum := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(base[:]), block))
		key := sum[:bits/8]
		if bits == 40 { // which are filled up with zeros
			key = append(bytes.Clone(key), make([]byte, 11)...)
		}
		return key
	}
	hash := func(b []byte) []byte { sum := sha1.Sum(b); return sum[:] }
	if !rightPassword(key(0), encrypted, digest, hash) {
		return nil, true
	}
	return rc4Stream(key), true
}

// xorCipher is the obfuscation of Excel 95 and before, [MS-OFFCRYPTO] 2.3.7. Its key follows from the password.
func xorCipher(key, verifier int, password string) recordCipher {
	const mostChars = 15
	p := []byte(password)
	for _, c := range p {
		if c >= 0x80 { // those programs took one byte for a character
			return nil
		}
	}
	if len(p) == 0 || len(p) > mostChars || xorKey(p) != uint16(key) || xorVerifier(p) != uint16(verifier) {
		return nil
	}
	fill := []byte{0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00}
	pad := append(p, fill[:16-len(p)]...)
	for i := range pad {
		pad[i] ^= byte(key >> (8 * (i & 1)))
		pad[i] = pad[i]<<2 | pad[i]>>6
	}
	return func(part []byte, offset, size, skip int) {
		for i := range part {
			c := part[i]
			part[i] = (c<<3 | c>>5) ^ pad[(offset+size+skip+i)&15]
		}
	}
}

// xorKey computes the key that belongs to a password.
func xorKey(password []byte) uint16 {
	var key uint16
	base, end := uint16(0x8000), uint16(0xFFFF)
	turn := func(v uint16) uint16 {
		if v = v<<1 | v>>15; v&1 != 0 {
			v ^= 0x1020
		}
		return v
	}
	for i := len(password) - 1; i >= 0; i-- {
		c := password[i] & 0x7F
		for range 8 {
			base, end = turn(base), turn(end)
			if c&1 != 0 {
				key ^= base
			}
			c >>= 1
		}
	}
	return key ^ end
}

// xorVerifier computes the checksum of a password.
func xorVerifier(password []byte) uint16 {
	sum := uint16(len(password)) ^ 0xCE4B
	for i, c := range password {
		n := (i + 1) % 15
		v := uint32(c) << n
		sum ^= uint16(v&0x7FFF | v>>15)
	}
	return sum
}
