package model

import (
	"reflect"
	"sync"

	"hongtou/generator/clause"
	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// index answers by key what the slices hold in order, so that a hundred
// thousand documents may each ask for their unit's records.
type index struct {
	lists           map[string]any
	byKey           map[reflect.Type]*keyed // of each table, by its records' type
	unitNames       *unitNames
	unitsByTier     map[Tier][]*Unit
	targets         map[unitYear][]*Target
	accidentsByUnit map[*Unit][]*Accident
	itemsByUnit     map[*Unit][]*SupervisionItem
	tasksByUnit     map[*Unit][]*Task
	gridsByUnit     map[*Unit][]*Grid
	criterionOrder  map[*Criterion]int
	selfMarks       map[selfMarkOf]*SelfMark
	marked          map[int]bool // the years that have marks

	extents map[string]extent   // by table of events
	traced  bool                // what is counted is kept
	told    map[string][]Record // by methods of a traced office: what they counted last
	below   *below              // the region

	*computed
}

// computed is what was worked out since Check, by period.
type computed struct {
	statistics memo[period.Period, *Statistics]
	rankings   memo[period.Period, *ranking]
	analyses   memo[period.Period, *Analysis]
	itemsIn    memo[period.Period, []*SupervisionItem]

	enterprises memo[period.Period, *enterprises]

	assessments memo[period.Period, *assessed]
	tierMarks   memo[period.Period, map[tierGroup]*tierMark]
	kinds       memo[clause.Sort, []*clause.Kind]
	laws        memo[struct{}, map[string]*Law]
}

type unitYear struct {
	unit *Unit
	year int
}

func newIndex() *index {
	return &index{
		computed:        &computed{},
		byKey:           map[reflect.Type]*keyed{},
		unitsByTier:     map[Tier][]*Unit{},
		targets:         map[unitYear][]*Target{},
		accidentsByUnit: map[*Unit][]*Accident{},
		itemsByUnit:     map[*Unit][]*SupervisionItem{},
		tasksByUnit:     map[*Unit][]*Task{},
		gridsByUnit:     map[*Unit][]*Grid{},
		criterionOrder:  map[*Criterion]int{},
		selfMarks:       map[selfMarkOf]*SelfMark{},
		marked:          map[int]bool{},
	}
}

// look is the index, an empty one before Check.
func (o *Office) look() *index {
	if o.index == nil {
		return newIndex()
	}
	return o.index
}

// Unit finds a unit by its code, or gives nil.
func (o *Office) Unit(code string) *Unit { return o.look().unit(code) }

func (x *index) unit(code string) *Unit {
	u, _ := x.byKey[reflect.TypeFor[Unit]()].record(code).(*Unit)
	return u
}

// UnitsOf lists the units of a tier, by its name, in table order.
func (o *Office) UnitsOf(tier string) ([]*Unit, error) {
	t, err := tierNamed(tier)
	if err != nil {
		return nil, err
	}
	return o.look().unitsByTier[t], nil
}

// tierNamed is the tier of a name that a template gives.
func tierNamed(name string) (Tier, error) {
	t, err := ParseTier(name)
	if err != nil {
		return t, diag.Speak(err, "没有这个层级“%[1]s”；应为：%[2]s", "unknown tier %[1]q: want one of %[2]s", name, diag.Names(TierNames()))
	}
	return t, nil
}

// TargetsOf lists u's targets for a year, in table order.
func (o *Office) TargetsOf(u *Unit, year int) []*Target {
	return o.look().targets[unitYear{u, year}]
}

// Target finds u's target for a year, an indicator and an industry ("" for
// all), or gives nil.
func (o *Office) Target(u *Unit, year int, indicator, industry string) *Target {
	for _, t := range o.TargetsOf(u, year) {
		if t.Indicator == indicator && sameField(t.Industry, industry) {
			return t
		}
	}
	return nil
}

// sameField tells whether two industries of targets are one: 消防 and 火灾 are.
func sameField(a, b string) bool {
	return a == b || a != "" && b != "" && fieldName(a) == fieldName(b)
}

// memo computes a value once for a key, for many goroutines.
type memo[K comparable, V any] struct{ values sync.Map }

func (m *memo[K, V]) get(key K, compute func() V) V {
	v, ok := m.values.Load(key)
	if !ok {
		v, _ = m.values.LoadOrStore(key, sync.OnceValue(compute))
	}
	return v.(func() V)()
}

var _ = explain[Office]("UnitsOf 某层级的单位; TargetsOf 某单位某年的目标")

// having are the records of a list that keep keeps, in its order.
func having[T any](list []*T, keep func(*T) bool) (in []*T) {
	for _, r := range list {
		if keep(r) {
			in = append(in, r)
		}
	}
	return in
}
