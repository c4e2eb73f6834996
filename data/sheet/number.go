package sheet

import (
	"bytes"
	"math"
	"strconv"
	"time"
)

// plainNumber checks that b is a number as JSON writes numbers, and mends what is not: "+5", ".5", "007". A fraction
// of more than 15 digits is the noise of binary numbers and is cut to the 15 that Excel shows: 2.2999999999999998
// is 2.3. Whole numbers keep all their digits. ok is false if b is no finite number.
func plainNumber(b []byte) (number []byte, ok bool) {
	digits, fraction, plain := 0, false, len(b) > 0
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && !fraction && i > 0 && i < len(b)-1 && b[i-1] != '-':
			fraction = true
		case c == '-' && i == 0:
		default:
			plain = false
		}
	}
	if len(b) > 1 && b[0] == '0' && b[1] != '.' || len(b) > 2 && b[0] == '-' && b[1] == '0' && b[2] != '.' {
		plain = false
	}
	if plain && digits > 0 && !(fraction && digits > 15) {
		return b, true
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil || f-f != 0 || bytes.IndexByte(b, '_') >= 0 || bytes.ContainsAny(b, "xXpP") {
		return nil, false
	}
	return appendFloat(nil, f), true
}

// appendFloat appends a finite number: the shortest decimal form, cut to 15 digits if it is a fraction, as a whole
// number where that is no longer than 15 digits.
func appendFloat(dst []byte, f float64) []byte {
	const exact = 15
	abs := math.Abs(f)
	if abs < 1e15 && f == math.Trunc(f) {
		return strconv.AppendInt(dst, int64(f), 10)
	}
	if abs >= 1e15 || abs < 1e-9 {
		return strconv.AppendFloat(dst, f, 'E', -1, 64)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
	if len(dst)-start <= exact {
		return dst
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'g', exact, 64), 64)
	return strconv.AppendFloat(dst[:start], short, 'f', -1, 64)
}

const days1904 = 1462 // between the first days of the two systems of dates

// shift1904 turns a serial of the 1904 system into one of the 1900 system.
func shift1904(number []byte) []byte {
	if n, err := strconv.Atoi(string(number)); err == nil {
		return strconv.AppendInt(nil, int64(n)+days1904, 10)
	}
	f, err := strconv.ParseFloat(string(number), 64)
	if err != nil {
		return number
	}
	return strconv.AppendFloat(nil, f+days1904, 'f', -1, 64)
}

// isoSerial returns the serial, in the 1900 system, of a date as strict workbooks write it.
func isoSerial(s string) (string, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		_, offset := t.Zone()
		t = t.Add(time.Duration(offset) * time.Second).UTC()
		days := (t.Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / 86400
		if days < 1 || t.Year() > 9999 { // 31 December 1899 is day 0
			return "", false
		}
		if days < 61 {
			days-- // Excel counts a 29 February 1900
		}
		clock := float64(t.Hour()*3600+t.Minute()*60+t.Second())/86400 + float64(t.Nanosecond())/86400e9
		if clock == 0 {
			return strconv.FormatInt(days, 10), true
		}
		return strconv.FormatFloat(float64(days)+clock, 'f', -1, 64), true
	}
	return "", false
}
