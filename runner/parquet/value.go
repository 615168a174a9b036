package parquet

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// valueOf tells how values of a type become JSON.
func valueOf(t parquet.Type) func(parquet.Value) jsonvalue.Value {
	make := plain
	if l := t.LogicalType(); l != nil {
		make = logical(l, t)
	}
	return func(v parquet.Value) jsonvalue.Value {
		if v.IsNull() {
			return jsonvalue.NullValue()
		}
		return make(v)
	}
}

// plain makes JSON of a value that says no more than how it is stored.
func plain(v parquet.Value) jsonvalue.Value {
	switch v.Kind() {
	case parquet.Boolean:
		return jsonvalue.BoolOf(v.Boolean())
	case parquet.Int32:
		return jsonvalue.IntOf(int64(v.Int32()))
	case parquet.Int64:
		return jsonvalue.IntOf(v.Int64())
	case parquet.Int96:
		return text(stamp(v))
	case parquet.Float:
		return single(v.Float())
	case parquet.Double:
		return jsonvalue.FloatOf(v.Double())
	}
	b := content(v)
	if utf8.Valid(b) {
		return text(string(b))
	}
	return text(base64.StdEncoding.EncodeToString(b))
}

// content gives the bytes of a value that has some. In a damaged file a value may be
// another than its column says, and no bytes must be sought where there are none.
func content(v parquet.Value) []byte {
	if k := v.Kind(); k == parquet.ByteArray || k == parquet.FixedLenByteArray {
		return v.ByteArray()
	}
	return nil
}

func text(s string) jsonvalue.Value { return jsonvalue.StringOf(s) }

// single keeps the digits that a number of 32 bits has.
func single(f float32) jsonvalue.Value {
	if v, ok := jsonvalue.NumberOf(strconv.FormatFloat(float64(f), 'g', -1, 32)); ok {
		return v
	}
	return jsonvalue.FloatOf(float64(f))
}

func logical(l *format.LogicalType, t parquet.Type) func(parquet.Value) jsonvalue.Value {
	switch of := l.Value.(type) {
	case *format.DecimalType:
		return func(v parquet.Value) jsonvalue.Value { return decimal(v, int(of.Scale)) }
	case *format.DateType:
		return func(v parquet.Value) jsonvalue.Value {
			return text(time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly))
		}
	case *format.TimeType:
		return func(v parquet.Value) jsonvalue.Value {
			return text(time.Unix(0, 0).UTC().Add(time.Duration(whole(v)) * unit(of.Unit)).Format("15:04:05.999999999"))
		}
	case *format.TimestampType:
		return func(v parquet.Value) jsonvalue.Value { return timestamp(v, unit(of.Unit)) }
	case *format.IntType:
		if !of.IsSigned {
			return unsigned
		}
	case *format.UUIDType:
		return func(v parquet.Value) jsonvalue.Value {
			if b := content(v); len(b) == 16 {
				return text(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
			}
			return plain(v)
		}
	case *format.Float16Type:
		return func(v parquet.Value) jsonvalue.Value {
			if b := content(v); len(b) == 2 {
				return single(half(binary.LittleEndian.Uint16(b)))
			}
			return plain(v)
		}
	case *format.StringType, *format.EnumType, *format.JsonType:
		return func(v parquet.Value) jsonvalue.Value {
			if t.Kind() != parquet.ByteArray && t.Kind() != parquet.FixedLenByteArray {
				return plain(v)
			}
			return text(strings.ToValidUTF8(string(content(v)), "\uFFFD"))
		}
	}
	return plain
}

func whole(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func unsigned(v parquet.Value) jsonvalue.Value {
	if v.Kind() == parquet.Int32 {
		return jsonvalue.IntOf(int64(v.Uint32()))
	}
	n, _ := jsonvalue.NumberOf(strconv.FormatUint(v.Uint64(), 10))
	return n
}

func unit(u format.TimeUnit) time.Duration {
	if u.Value == nil {
		return time.Millisecond
	}
	return u.Value.Duration()
}

// timestamp counts from 1970 in its unit.
func timestamp(v parquet.Value, unit time.Duration) jsonvalue.Value {
	per := int64(time.Second / unit)
	n := v.Int64()
	return text(time.Unix(n/per, n%per*int64(unit)).UTC().Format(time.RFC3339Nano))
}

// stamp is a time as old writers stored it: nanoseconds of a Julian day.
func stamp(v parquet.Value) string {
	const epoch = 2440588 // 1 January 1970 as a Julian day
	n := v.Int96()
	nanos := int64(n[0]) | int64(n[1])<<32
	return time.Unix((int64(n[2])-epoch)*86400, nanos).UTC().Format(time.RFC3339Nano)
}

// mostScale is how many digits of a decimal may stand after its point.
const mostScale = 1000

// decimal is a whole number of parts, of which ten to the power of the scale make
// one.
func decimal(v parquet.Value, scale int) jsonvalue.Value {
	n := new(big.Int)
	switch v.Kind() {
	case parquet.Int32, parquet.Int64:
		n.SetInt64(whole(v))
	default:
		b := content(v)
		n.SetBytes(b)
		if len(b) > 0 && b[0] >= 0x80 { // two's complement
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
		}
	}
	if scale < 0 || scale > mostScale {
		return jsonvalue.NullValue()
	}
	digits := new(big.Int).Abs(n).String()
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale-len(digits)+1) + digits
	}
	if scale > 0 {
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if n.Sign() < 0 {
		digits = "-" + digits
	}
	number, _ := jsonvalue.NumberOf(digits)
	return number
}

// half is a number of 16 bits (IEEE 754 binary16).
func half(bits uint16) float32 {
	sign := uint32(bits>>15) << 31
	exponent, fraction := uint32(bits>>10&0x1f), uint32(bits&0x3ff)
	switch exponent {
	case 0:
		f := float32(fraction) / (1 << 24)
		if sign != 0 {
			return -f
		}
		return f
	case 0x1f:
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}
