package model

import (
	"hash/maphash"
	"strings"
)

// finder finds records by a text that they hold themselves. A map would keep the texts
// a second time and have the collector follow them: here a record takes a few bytes,
// which matters where there are as many as a nation has villages.
type finder struct {
	text  func(record uint32) string
	seed  maphash.Seed
	slots []uint32 // record + 1, 0 for none; as many as a power of two
	used  int
}

// newFinder has room for so many records, whose texts text gives.
func newFinder(records int, text func(record uint32) string) *finder {
	f := &finder{text: text, seed: maphash.MakeSeed()}
	size := 8
	for size*3 < records*4 {
		size *= 2
	}
	f.slots = make([]uint32, size)
	return f
}

// slot is where the record of a text is, or would be.
func (f *finder) slot(text string) int {
	last := len(f.slots) - 1
	for i := int(maphash.String(f.seed, text)) & last; ; i = (i + 1) & last {
		if f.slots[i] == 0 || f.text(f.slots[i]-1) == text {
			return i
		}
	}
}

// find gives the record of a text; false if there is none.
func (f *finder) find(text string) (record uint32, ok bool) {
	if f == nil {
		return 0, false
	}
	found := f.slots[f.slot(text)]
	return found - 1, found != 0
}

// add takes a record whose text no other has.
func (f *finder) add(record uint32) {
	if (f.used+1)*4 > len(f.slots)*3 {
		before := f.slots
		f.slots = make([]uint32, 2*len(before))
		for _, one := range before {
			if one != 0 {
				f.slots[f.slot(f.text(one-1))] = one
			}
		}
	}
	f.slots[f.slot(f.text(record))] = record + 1
	f.used++
}

// keyed finds the records of a table by their keys.
type keyed struct {
	records []Record
	*finder
}

func keyedBy(t *Table, records []Record) *keyed {
	return &keyed{records, newFinder(len(records), func(i uint32) string { return t.key(records[i]) })}
}

// record is the one with a key; nil if there is none.
func (k *keyed) record(key string) Record {
	if k == nil {
		return nil
	}
	if i, ok := k.find(key); ok {
		return k.records[i]
	}
	return nil
}

// unitNames finds units by their names, full and short.
type unitNames struct {
	units []*Unit
	*finder
	several []bool // whether several units have the name: by unit, full and short
}

func namesOfUnits(units []*Unit) *unitNames {
	n := &unitNames{units: units, several: make([]bool, 2*len(units))}
	n.finder = newFinder(len(units), func(i uint32) string {
		if i%2 == 0 {
			return halfWidth(units[i/2].Name)
		}
		return halfWidth(units[i/2].Short)
	})
	for i, u := range units {
		n.name(u.Name, uint32(2*i))
		if u.Short != u.Name {
			n.name(u.Short, uint32(2*i+1))
		}
	}
	return n
}

func (n *unitNames) name(name string, i uint32) {
	if name == "" {
		return
	}
	first, ok := n.find(halfWidth(name))
	if !ok {
		n.add(i)
	} else if first/2 != i/2 {
		n.several[first] = true
	}
}

// unit is the one that has a name; nil where none has it, and where several do.
func (n *unitNames) unit(name string) (u *Unit, several bool) {
	if n == nil {
		return nil, false
	}
	i, ok := n.find(halfWidth(name))
	if !ok || n.several[i] {
		return nil, ok
	}
	return n.units[i/2], false
}

// halfWidth is a name with the ASCII forms of full-width marks, in which names are
// compared: 云台化工(集团) is 云台化工（集团）.
func halfWidth(s string) string {
	if strings.IndexByte(s, 0xef) < 0 { // as most are
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= 0xff01 && r <= 0xff5e {
			return r - 0xff01 + '!'
		}
		return r
	}, s)
}
