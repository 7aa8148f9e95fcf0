package tree

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// Whatever the quick reader takes is what the other reads, and it takes no mistake: of
// texts that are whole, and of the same with a byte lost, doubled or replaced.
func TestPlainJSONReadsTheSame(t *testing.T) {
	texts := []string{
		`[{"单位编码": "990100", "数": 3, "率": -0.5e-2, "是": true, "否": false, "无": null, "空": {}, "表": []},
 {"说明": "甲\"乙\\丙\n丁\u6c34\ud83d\ude00", "嵌": {"a": [1, [2, {"b": "c"}]], "一": "", "二": "", "三": "", "四": "", "五": "", "六": "", "七": "", "八": "", "九": ""}}]`,
		` {"a" : 1 , "b":[ ],"c":{ } } `, `"一行"`, `12345678901234567890`, `1.7976931348623157e400`, `null`, `{"a":1,"a":2}`, "[\"a\tb\"]", "[\"\xff\"]", `[01]`, `[1,]`, `[,1]`, `{"a":}`, `{a:1}`, `[1 2]`, `[1]]`,
		`{"一":1,"二":2,"三":3,"四":4,"五":5,"六":6,"七":7,"八":8,"九":9,"一":1}`, `["\x"]`, `["\ud800"]`, "\ufeff[]", `tru`, `+1`, `.5`, `1.`, ``, ` `, `["a`, `["a\"`,
	}
	const signs = " \n\"[]{},:\\019e-tn\x01\x80"
	rng := rand.New(rand.NewPCG(1, 2))
	taken := 0
	check := func(data []byte) {
		want, wrong := readJSON(data)
		got, ok := plainJSON(data)
		if ok && wrong != nil {
			t.Fatalf("%q is taken, though: %v", data, wrong)
		}
		if ok && !reflect.DeepEqual(got, want) {
			t.Fatalf("%q is read otherwise", data)
		}
		if ok {
			taken++
		}
		// A list reads the same item by item, wherever a window ends, and nothing else is one.
		for _, size := range []int{1, 7, 40} {
			list := &Node{Kind: List, Line: want.Line}
			all := items(bytes.NewReader(data), size, func(item *Node) { list.Items = append(list.Items, item) })
			if all != (ok && got.Kind == List) {
				t.Fatalf("%q by %d bytes: read to its end: %v", data, size, all)
			}
			if all && !reflect.DeepEqual(list, got) {
				t.Fatalf("%q by %d bytes is read otherwise", data, size)
			}
		}
	}
	for _, text := range texts {
		check([]byte(text))
		if all := items(io.MultiReader(strings.NewReader(text), iotest.ErrReader(errors.New("the disk"))), 1, func(*Node) {}); all {
			t.Errorf("%q is taken, though it could not be read", text)
		}
		for range 400 {
			data := []byte(text)
			if len(data) == 0 {
				continue
			}
			at := rng.IntN(len(data))
			switch rng.IntN(3) {
			case 0:
				data = append(data[:at], data[at+1:]...)
			case 1:
				data = append(data[:at+1], data[at:]...)
			default:
				data[at] = signs[rng.IntN(len(signs))]
			}
			check(data)
		}
	}
	if _, ok := plainJSON([]byte(texts[0])); !ok || taken < 500 {
		t.Errorf("%d texts are taken", taken)
	}
}

// Of a list with a mistake in its midst no more is looked at than an item may have.
func TestItemsEndSoonAtAMistake(t *testing.T) {
	rest := strings.NewReader(strings.Repeat(" ", 4*longest))
	if items(io.MultiReader(strings.NewReader(`[{"甲": 1}, {"乙: 2}, `), rest), window, func(*Node) {}) {
		t.Error("the list is read to its end")
	}
	if read := int(rest.Size()) - rest.Len(); read > 2*longest+2*window {
		t.Errorf("%d bytes were read behind the mistake", read)
	}
	item := `["` + strings.Repeat("长", longest/4) + `"]`
	if n := 0; !items(strings.NewReader("["+item+","+item+"]"), window, func(*Node) { n++ }) || n != 2 {
		t.Errorf("%d long items are read", n)
	}
}
