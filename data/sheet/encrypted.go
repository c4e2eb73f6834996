package sheet

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"strconv"
)

// maxSpins bounds how often a password is hashed; Excel writes 100,000.
const maxSpins = 2_000_000

// packageCipher decrypts the package of an xlsx with a password, [MS-OFFCRYPTO] 2.3.4.
type packageCipher interface {
	// open returns the decrypted package, nil if the password is wrong.
	open(ctx context.Context, password string, stream []byte) ([]byte, error)
}

// readEncrypted reads the xlsx in the stream EncryptedPackage of a compound file.
func readEncrypted(ctx context.Context, src *source, c *compound, stream []byte) (*Book, error) {
	info, _ := c.stream("EncryptionInfo")
	method := readEncryptionInfo(info)
	if method == nil {
		return nil, src.refuseCipher()
	}
	if c.short || len(stream) < 8 {
		return nil, src.damaged()
	}
	size := binary.LittleEndian.Uint64(stream)
	for _, password := range src.opt.passwords() {
		data, err := method.open(ctx, password, stream[8:])
		if err != nil {
			return nil, err
		}
		if data == nil {
			continue
		}
		if size > uint64(len(data)) {
			return nil, src.damaged()
		}
		inner := *src
		inner.r, inner.size = bytes.NewReader(data[:size]), int64(size)
		return readZip(ctx, &inner)
	}
	return nil, src.refusePassword()
}

// readEncryptionInfo returns the method that the stream EncryptionInfo describes, nil if it is none that is known.
func readEncryptionInfo(info []byte) packageCipher {
	if len(info) < 8 {
		return nil
	}
	major, minor := u16(info), u16(info[2:])
	switch {
	case major == 4 && minor == 4:
		return readAgile(info[8:])
	case minor == 2 && major >= 2 && major <= 4:
		return readStandard(info[8:])
	}
	return nil
}

// standardCipher is the encryption of Excel 2007: AES without chaining, and SHA-1.
type standardCipher struct {
	keySize                int // bytes
	salt, verifier, digest []byte
}

func readStandard(b []byte) packageCipher {
	const algorithmRC4 = 0x6801
	if len(b) < 4 {
		return nil
	}
	size := int(u32(b))
	if size < 20 || len(b) < 4+size+4+16+16+4+32 || u32(b[4+8:]) == algorithmRC4 {
		return nil
	}
	s := &standardCipher{keySize: int(u32(b[4+16:])) / 8}
	if s.keySize == 0 {
		s.keySize = 16
	}
	rest := b[4+size+4:]
	s.salt, s.verifier, s.digest = rest[:16], rest[16:32], rest[36:68]
	if s.keySize != 16 && s.keySize != 24 && s.keySize != 32 {
		return nil
	}
	return s
}

func (s *standardCipher) open(ctx context.Context, password string, stream []byte) ([]byte, error) {
	const spins = 50_000
	sum, err := spin(ctx, sha1.New, s.salt, password, spins)
	if err != nil {
		return nil, err
	}
	h := sha1.New()
	h.Write(sum)
	h.Write(make([]byte, 4))
	sum = h.Sum(nil)
	var key []byte
	for _, pad := range []byte{0x36, 0x5C} {
		block := bytes.Repeat([]byte{pad}, 64)
		for i := range sum {
			block[i] ^= sum[i]
		}
		part := sha1.Sum(block)
		key = append(key, part[:]...)
	}
	c, err := aes.NewCipher(key[:s.keySize])
	if err != nil {
		return nil, err
	}
	want := sha1.Sum(eachBlock(c, s.verifier))
	if !bytes.Equal(want[:], eachBlock(c, s.digest)[:sha1.Size]) {
		return nil, nil
	}
	return eachBlock(c, stream), nil
}

// eachBlock decrypts whole blocks, each by itself.
func eachBlock(c cipher.Block, b []byte) []byte {
	n := c.BlockSize()
	out := make([]byte, len(b)/n*n)
	for i := 0; i < len(out); i += n {
		c.Decrypt(out[i:i+n], b[i:i+n])
	}
	return out
}

// spin hashes a password many times.
func spin(ctx context.Context, newHash func() hash.Hash, salt []byte, password string, times int) ([]byte, error) {
	h := newHash()
	h.Write(salt)
	h.Write(utf16Bytes(password))
	sum := h.Sum(nil)
	var counter [4]byte
	for i := range times {
		if i%10_000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		h.Reset()
		binary.LittleEndian.PutUint32(counter[:], uint32(i))
		h.Write(counter[:])
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum, nil
}

// agileCipher is the encryption of Excel 2010 and later: AES in chains, and a hash of choice.
type agileCipher struct {
	data, key agilePart
	spins     int
	// encrypted with the password: what to compare, and the key of the package
	verifier, digest, wrapped []byte
}

// agilePart are the settings for the package, or for the key of the package.
type agilePart struct {
	salt    []byte
	keySize int // bytes
	block   int
	newHash func() hash.Hash
}

func readAgile(xml []byte) packageCipher {
	a := &agileCipher{}
	s := newScanner(bytes.NewReader(xml))
	for s.next() {
		switch string(s.name) {
		case "keyData":
			a.data = readAgilePart(s)
		case "encryptedKey":
			a.key = readAgilePart(s)
			a.spins, _ = strconv.Atoi(s.attr("spinCount"))
			a.verifier = base64Attr(s, "encryptedVerifierHashInput")
			a.digest = base64Attr(s, "encryptedVerifierHashValue")
			a.wrapped = base64Attr(s, "encryptedKeyValue")
		}
	}
	if s.err != nil || !a.data.valid() || !a.key.valid() || a.spins < 0 || a.spins > maxSpins {
		return nil
	}
	return a
}

func base64Attr(s *scanner, name string) []byte {
	b, err := base64.StdEncoding.DecodeString(s.attr(name))
	if err != nil {
		return nil
	}
	return b
}

func readAgilePart(s *scanner) agilePart {
	p := agilePart{salt: base64Attr(s, "saltValue")}
	bits, _ := strconv.Atoi(s.attr("keyBits"))
	p.keySize = bits / 8
	p.block, _ = strconv.Atoi(s.attr("blockSize"))
	p.newHash = map[string]func() hash.Hash{
		"SHA1": sha1.New, "SHA-1": sha1.New, "SHA256": sha256.New, "SHA384": sha512.New384, "SHA512": sha512.New,
	}[s.attr("hashAlgorithm")]
	if s.attr("cipherAlgorithm") != "AES" || s.attr("cipherChaining") != "ChainingModeCBC" {
		return agilePart{}
	}
	return p
}

func (p agilePart) valid() bool {
	return p.newHash != nil && p.block == aes.BlockSize && (p.keySize == 16 || p.keySize == 24 || p.keySize == 32)
}

// fit cuts or fills up b to n bytes.
func fit(b []byte, n int) []byte {
	b = bytes.Clone(b)
	for len(b) < n {
		b = append(b, 0x36)
	}
	return b[:n]
}

func (p agilePart) sum(parts ...[]byte) []byte {
	h := p.newHash()
	for _, b := range parts {
		h.Write(b)
	}
	return h.Sum(nil)
}

// chained decrypts whole blocks of b.
func chained(key, iv, b []byte) []byte {
	c, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(b)/aes.BlockSize*aes.BlockSize)
	cipher.NewCBCDecrypter(c, iv).CryptBlocks(out, b[:len(out)])
	return out
}

// The keys for the three things that are encrypted with the password differ by these bytes, [MS-OFFCRYPTO] 2.3.4.13.
var (
	agileVerifier = []byte{0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79}
	agileDigest   = []byte{0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E}
	agileKey      = []byte{0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6}
)

func (a *agileCipher) open(ctx context.Context, password string, stream []byte) ([]byte, error) {
	const segment = 4096 // bytes with one initial vector
	sum, err := spin(ctx, a.key.newHash, a.key.salt, password, a.spins)
	if err != nil {
		return nil, err
	}
	unwrap := func(purpose, b []byte) []byte {
		return chained(fit(a.key.sum(sum, purpose), a.key.keySize), fit(a.key.salt, a.key.block), b)
	}
	verifier := unwrap(agileVerifier, a.verifier)
	want, got := a.key.sum(verifier), unwrap(agileDigest, a.digest)
	if len(got) < len(want) || !bytes.Equal(want, got[:len(want)]) {
		return nil, nil
	}
	key := unwrap(agileKey, a.wrapped)
	if len(key) < a.data.keySize {
		return nil, nil
	}
	key = key[:a.data.keySize]
	out := make([]byte, 0, len(stream))
	for n := uint32(0); len(stream) >= a.data.block; n++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		part := stream[:min(segment, len(stream))]
		iv := fit(a.data.sum(a.data.salt, binary.LittleEndian.AppendUint32(nil, n)), a.data.block)
		out = append(out, chained(key, iv, part)...)
		stream = stream[len(part):]
	}
	return out, nil
}
