package fill

import (
	"reflect"
	"sync"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// Root is what templates are filled from; the dot of a template is made of it.
type Root struct {
	Office   *model.Office
	Period   period.Period
	Doc      map[string]any  // what the office says of this paper
	Unit     *model.Unit     // the unit itself, or the one that the record concerns
	Calendar *model.Calendar // what is due and made; nil: nothing is known of it
	Draft    bool            // what is not known stands as （待核：…） instead of failing

	subject Subject
	issuer  *model.Issuer // set by the filler, as number
	number  string
}

// rootFields are what every dot has.
type rootFields struct {
	Office   *model.Office
	Period   period.Period
	Doc      map[string]any
	Issuer   *model.Issuer
	Number   string
	Calendar *model.Calendar
	Tables   map[string]any // every table's records, by its name in hongtou.yaml
	Unit     *model.Unit
	Draft    bool
	Row      map[string]any // of a table of one's own, by header
}

// rootType is the type of a template's dot: rootFields, and for every table a
// field for the record that each chose, named after its type: .Hazard. The
// others are nil, so that {{with .Hazard}} tells them apart.
var rootType = sync.OnceValue(func() reflect.Type {
	return rootShape().of
})

// dotShape is the dot's type, and where the field of each record stands in it.
type dotShape struct {
	of     reflect.Type
	record map[reflect.Type]int // by the pointer to the record
	row    int
}

var rootShape = sync.OnceValue(func() *dotShape {
	fields := reflect.VisibleFields(reflect.TypeFor[rootFields]())
	for _, t := range model.Tables() {
		if t.Record() != reflect.TypeFor[model.Unit]() {
			fields = append(fields, reflect.StructField{Name: t.Record().Name(), Type: reflect.PointerTo(t.Record())})
		}
	}
	for i := range fields {
		fields[i].Offset, fields[i].Index = 0, nil // StructOf lays them out
	}
	s := &dotShape{of: reflect.StructOf(fields), record: map[reflect.Type]int{}}
	for i := range s.of.NumField() {
		f := s.of.Field(i)
		if f.Name == "Row" {
			s.row = i
		}
		s.record[f.Type] = i // that of a table: their types are told apart
	}
	return s
})

// dot is the root as a template sees it, a value of rootType. Templates take it as it
// is: it is not copied.
func (r Root) dot() reflect.Value {
	dot := reflect.New(rootType()).Elem()
	r.fill(dot)
	return dot
}

// fill sets the fields of a dot that is empty.
func (r Root) fill(dot reflect.Value) {
	shape, fields := rootShape(), rootMemory.Get().(*rootFields)
	defer rootMemory.Put(fields)
	*fields = rootFields{Office: r.Office, Period: r.Period, Doc: r.Doc, Unit: r.Unit, Draft: r.Draft, Issuer: r.issuer, Number: r.number, Calendar: r.Calendar}
	if fields.Calendar == nil {
		fields.Calendar = &model.Calendar{}
	}
	if r.Office != nil {
		fields.Tables = r.Office.Lists()
	}
	from := reflect.ValueOf(fields).Elem()
	for i := range from.NumField() {
		dot.Field(i).Set(from.Field(i))
	}
	*fields = rootFields{}
	if row, ok := r.subject.Record.(*model.OwnRow); ok {
		dot.Field(shape.row).Set(reflect.ValueOf(row.View()))
	} else if record := reflect.ValueOf(r.subject.Record); record.IsValid() {
		dot.Field(shape.record[record.Type()]).Set(record)
	}
}

// rootMemory is memory for the fields that are set: a condition is asked of a nation's
// villages.
var rootMemory = sync.Pool{New: func() any { return new(rootFields) }}

// rootMeanings are what the dot's fields mean beside those of tables.
var rootMeanings = map[string]string{
	"Office": "发文机关", "Period": "期间", "Unit": "单位", "Issuer": "印发这份文书的发文机关", "Number": "发文字号；没有写明的为待填的空号", "Draft": "是否草稿", "Calendar": "全年应制作的文书和工作簿", "Doc": "这一份文书自己的内容：字号、日期等",
	"Row":    "自有表中 each 选中的一行，按表头取值：.Row.姓名",
	"Tables": "各表的记录，按表在 hongtou.yaml 中的名称：.Tables.hazards",
}

// meaning is what a field or method of a type means, "" where nothing says it.
func meaning(of reflect.Type, name string) string {
	for of != nil && (of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice) {
		of = of.Elem()
	}
	if of != rootType() {
		return model.Meaning(of, name)
	}
	for _, t := range model.Tables() {
		if t.Record().Name() == name && name != "Unit" {
			return t.One
		}
	}
	return rootMeanings[name]
}
