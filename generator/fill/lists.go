package fill

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"strings"

	"hongtou/generator/model"
	"hongtou/generator/zh"
)

// The functions on lists take any slice, of the model or of a template's own,
// and give slices of the same type, so that methods stay reachable.

func items(list any) (reflect.Value, error) {
	v := reflect.ValueOf(list)
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() {
		return reflect.ValueOf([]any{}), nil
	}
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
		return v, failf("这里要一个列表", "a list is wanted here")
	}
	return v, nil
}

// fieldOf follows a path of fields, methods without arguments and map keys. A
// missing pointer or key on the way is the zero text, an unknown field an error.
func fieldOf(v reflect.Value, path string) (any, error) {
	for name := range strings.SplitSeq(path, ".") {
		for v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
			return "", nil
		}
		next, err := step(v, name)
		if err != nil {
			return nil, err
		}
		if v = next; !v.IsValid() {
			return "", nil
		}
	}
	if !v.CanInterface() {
		return nil, failf("没有字段“%s”", "there is no field %q", path)
	}
	return v.Interface(), nil
}

func step(v reflect.Value, name string) (reflect.Value, error) {
	if m := v.MethodByName(name); m.IsValid() && !mutators[name] && m.Type().NumIn() == 0 {
		out := m.Call(nil)
		if len(out) == 2 {
			if err, _ := out[1].Interface().(error); err != nil {
				return v, err
			}
		}
		return out[0], nil
	}
	e := v
	if e.Kind() == reflect.Pointer {
		e = e.Elem()
	}
	if table := ofEvents(v, name); table != "" {
		return v, byName(table)
	}
	switch e.Kind() {
	case reflect.Struct:
		if f := e.FieldByName(name); f.IsValid() {
			if model.IsFigure(name) {
				return f, unknownIn(v, name)
			}
			return f, nil
		}
	case reflect.Map:
		if e.Type().Key().Kind() == reflect.String {
			return e.MapIndex(reflect.ValueOf(name).Convert(e.Type().Key())), nil
		}
	}
	return v, failf("%[2]s没有字段“%[1]s”", "%[2]s has no field %[1]q", name, typeName(v.Type()))
}

func (r *run) where(list any, field string, want any, keep bool) (any, error) {
	v, err := items(list)
	if err != nil {
		return nil, err
	}
	wanted, _, err := textOf(want)
	if err != nil {
		return nil, err
	}
	out := reflect.MakeSlice(reflect.SliceOf(v.Type().Elem()), 0, 0)
	for i := range v.Len() {
		if err := r.clock(); err != nil {
			return nil, err
		}
		got, err := fieldOf(v.Index(i), field)
		if err != nil {
			return nil, err
		}
		text, _, err := textOf(got)
		if err != nil {
			return nil, err
		}
		if (text == wanted) == keep {
			out = reflect.Append(out, v.Index(i))
		}
	}
	return out.Interface(), nil
}

func pluck(list any, field string) ([]any, error) {
	v, err := items(list)
	if err != nil {
		return nil, err
	}
	out := make([]any, 0, v.Len())
	for i := range v.Len() {
		got, err := fieldOf(v.Index(i), field)
		if err != nil {
			return nil, err
		}
		out = append(out, got)
	}
	return out, nil
}

// texts are the items as texts, of a field of each if one is named.
func texts(list any, field string) ([]string, error) {
	v, err := items(list)
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, v.Len())
	for i := range v.Len() {
		got := v.Index(i).Interface()
		if field != "" {
			if got, err = fieldOf(v.Index(i), field); err != nil {
				return nil, err
			}
		}
		s, _, err := textOf(got)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func join(list any, sep string) (string, error) {
	all, err := texts(list, "")
	if err != nil {
		return "", err
	}
	size := 0
	kept := all[:0]
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
			if size += len(s) + len(sep); size > maxText {
				return "", limit("一个值超过 %d 字节", "a value exceeds %d bytes", maxText)
			}
		}
	}
	return strings.Join(kept, sep), nil
}

func sum(list any, field string) (any, error) {
	values, err := pluck(list, field)
	if err != nil {
		return nil, err
	}
	return fold(append([]any{0}, values...), func(a, b float64) float64 { return a + b })
}

func unique(list any) ([]string, error) {
	all, err := texts(list, "")
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(s string) bool {
		was := seen[s]
		seen[s] = true
		return was
	}), nil
}

func take(n int, list any) (any, error) {
	v, err := items(list)
	if err != nil {
		return nil, err
	}
	out := reflect.MakeSlice(reflect.SliceOf(v.Type().Elem()), 0, 0)
	for i := range min(max(n, 0), v.Len()) {
		out = reflect.Append(out, v.Index(i))
	}
	return out.Interface(), nil
}

// leading are the first n of a list that is in the order of a field, with those that tie
// with the last of them, so that no tie is cut by the order of a table. Where more than
// 2n would lead, those that tie at the end are left out; where all tie, nobody leads. A
// list of n or fewer is what it is.
func leading(n int, list any, field string) (any, error) {
	keys, err := texts(list, field)
	if err != nil {
		return nil, err
	}
	end := min(max(n, 0), len(keys))
	if end == 0 || end == len(keys) {
		return take(end, list)
	}
	last := keys[end-1]
	first := slices.Index(keys, last)
	for end < len(keys) && keys[end] == last {
		end++
	}
	if end > 2*n || first == 0 && end == len(keys) {
		end = first
	}
	return take(end, list)
}

// sortBy orders by a field: numbers by size, dates by time, texts by code
// points; equal items keep their places.
func sortBy(list any, field string, direction ...string) (any, error) {
	if len(direction) > 0 && direction[0] != "desc" && direction[0] != "asc" {
		return nil, failf("排列方向应为 asc 或 desc", "the direction must be asc or desc")
	}
	keys, err := pluck(list, field)
	if err != nil {
		return nil, err
	}
	sign := 1
	if len(direction) > 0 && direction[0] == "desc" {
		sign = -1
	}
	numbers, names := make([]float64, len(keys)), make([]string, len(keys))
	for i, k := range keys {
		s, isNumber, err := textOf(k)
		if err != nil {
			return nil, err
		}
		names[i], numbers[i] = s, math.Inf(1)
		if isNumber {
			if numbers[i], err = floatOf(k); err != nil {
				return nil, err
			}
		}
	}
	return permuted(list, func(a, b int) int {
		return sign * cmp.Or(cmp.Compare(numbers[a], numbers[b]), cmp.Compare(textKey(numbers[a], names[a]), textKey(numbers[b], names[b])))
	})
}

// textKey keeps numbers, which are ordered already, out of the order by text.
func textKey(number float64, text string) string {
	if math.IsInf(number, 1) {
		return text
	}
	return ""
}

func sortByText(list any, field string, order zh.Order) (any, error) {
	names, err := texts(list, field)
	if err != nil {
		return nil, err
	}
	index := make([]int, len(names))
	for i := range index {
		index[i] = i
	}
	zh.Sort(order, index, func(i int) string { return names[i] })
	rank := make([]int, len(names))
	for place, i := range index {
		rank[i] = place
	}
	return permuted(list, func(a, b int) int { return cmp.Compare(rank[a], rank[b]) })
}

// permuted is the list in the order of its indices.
func permuted(list any, compare func(a, b int) int) (any, error) {
	v, err := items(list)
	if err != nil {
		return nil, err
	}
	index := make([]int, v.Len())
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, compare)
	out := reflect.MakeSlice(reflect.SliceOf(v.Type().Elem()), 0, v.Len())
	for _, i := range index {
		out = reflect.Append(out, v.Index(i))
	}
	return out.Interface(), nil
}
