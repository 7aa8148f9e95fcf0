package fill

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// failure is an error of a function or an escaper, in both languages.
type failure struct{ diag.Text }

func (f failure) Error() string { return f.En }

func failf(zh, en string, args ...any) error { return failure{diag.T(zh, en, args...)} }

// textOf writes a value as a template prints it, and tells whether it is a
// number. Records, lists and missing values have no text and are errors: a page
// must not show a Go value's innards or <no value>.
func textOf(v any) (s string, isNumber bool, err error) {
	switch v := v.(type) {
	case string:
		return v, false, nil
	case int:
		return strconv.Itoa(v), true, nil
	case float64:
		return decimal(v)
	case bool:
		return yesNo(v), false, nil
	}
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer || r.Kind() == reflect.Interface {
		if r.IsNil() {
			return "", false, failf("没有值", "there is no value")
		}
		if text, ok := r.Interface().(fmt.Stringer); ok {
			return text.String(), false, nil
		}
		r = r.Elem()
	}
	if !r.IsValid() {
		return "", false, failf("没有值", "there is no value")
	}
	if text, ok := r.Interface().(fmt.Stringer); ok {
		return text.String(), false, nil
	}
	switch {
	case r.CanInt():
		return strconv.FormatInt(r.Int(), 10), true, nil
	case r.CanUint():
		return strconv.FormatUint(r.Uint(), 10), true, nil
	case r.CanFloat():
		return decimal(r.Float())
	case r.Kind() == reflect.Bool:
		return yesNo(r.Bool()), false, nil
	case r.Kind() == reflect.String:
		return r.String(), false, nil
	case r.Kind() == reflect.Slice || r.Kind() == reflect.Array:
		return "", false, failf("这是一个列表，不能直接写出：请用 join 或 range", "this is a list and has no text: use join or range")
	}
	return "", false, failf("这是一条记录（%s），不能直接写出：请写出它的字段", "this is a record (%s) and has no text: write one of its fields", typeName(r.Type()))
}

// decimal writes a float without an exponent and without the noise that binary
// arithmetic leaves after the tenth decimal.
func decimal(f float64) (string, bool, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "", false, failf("不是一个数（可能除以了零）", "not a number (perhaps a division by zero)")
	}
	return trimmed(f, 10), true, nil
}

// trimmed writes f with at most places decimals, without trailing zeros.
func trimmed(f float64, places int) string {
	s := strconv.FormatFloat(f, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

// typeName is a Go type's name without its package: Target, not *model.Target.
func typeName(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Name() != "" {
		return t.Name()
	}
	return t.String()
}
