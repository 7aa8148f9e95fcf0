package sheet

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func values(x ...any) []Cell {
	var out []Cell
	for _, v := range x {
		out = append(out, Cell{Value: v})
	}
	return out
}

// figures is the sheet that the formulas of functionCases name: data in rows 2
// to 7, and nothing else but the head.
var figures = Sheet{
	Name: "数",
	Columns: []Column{
		{Key: "name"}, {Key: "n", Type: Decimal}, {Key: "up", Type: Integer}, {Key: "d", Type: Date},
		{Key: "b"}, {Key: "mix"}, {Key: "price", Type: Money}, {Key: "blank"},
	},
	Rows: []Row{
		{Cells: values("甲县", 3, 10, day(2026, 1, 15), true, 1, 19.99)},
		{Cells: values("乙县", -1.5, 20, day(2026, 2, 28), false, "文", 0.1)},
		{Cells: values("甲镇", 4, 30, day(2024, 2, 29), true, nil, 0.2)},
		{Cells: values("Abc", 4, 40, day(2026, 12, 31), nil, true, 100)},
		{Cells: values("a*b", 0, 50, day(2025, 6, 1), nil, "12", -7.25)},
		{Cells: values(nil, 10.25, 60, nil, nil, nil, 2.675)},
	},
}

// functionCases are formulas and what Excel says to them. Texts have quotes.
var functionCases = []struct{ formula, want string }{
	// arithmetic
	{`1+2*3^2`, `19`},
	{`-2^2`, `4`},
	{`2^-1`, `0.5`},
	{`2^3^2`, `64`},
	{`50%*10`, `5`},
	{`10-5-3`, `2`},
	{`0.1+0.2=0.3`, `TRUE`},
	{`0.3-0.2-0.1=0`, `TRUE`},
	{`1&"a"&TRUE`, `"1aTRUE"`},
	{`"3"*"4"`, `12`},
	{`"50%"+0`, `0.5`},
	{`1/3&""`, `"0.333333333333333"`},
	{`1E+21&""`, `"1E+21"`},
	{`"A"="a"`, `TRUE`},
	{`"2026-03-01"+0`, `46082`},
	{`-"1.5e1"`, `-15`},
	{`数!H2=FALSE`, `TRUE`},
	{`2>=2`, `TRUE`},
	{`"a"<="b"`, `TRUE`},
	{`1<2`, `TRUE`},
	{`1<>"1"`, `TRUE`},
	{`"x">9`, `TRUE`},
	{`TRUE>"x"`, `TRUE`},
	{`数!H2=0`, `TRUE`},
	{`数!H2=""`, `TRUE`},
	{`数!H2&""`, `""`},
	{`数!H2+1`, `1`},
	{`数!H2`, `0`},
	{`+"a"`, `"a"`},
	{`"甲""乙"`, `"甲""乙"`},

	// sums and statistics
	{`SUM({数!n:})`, `19.75`},
	{`SUM({数!mix:})`, `1`},
	{`SUM(1,"2",TRUE)`, `4`},
	{`SUM({数!b:})`, `0`},
	{`SUM((数!B2:B3,数!B5))`, `5.5`},
	{`AVERAGE({数!n:})`, `3.29166666666667`},
	{`MAX({数!n:},11)`, `11`},
	{`MAX({数!blank:})`, `0`},
	{`MIN({数!n:})`, `-1.5`},
	{`MEDIAN({数!n:})`, `3.5`},
	{`MEDIAN(数!B2:B4)`, `3`},
	{`STDEV({数!n:})`, `4.08171736731816`},
	{`STDEVP({数!n:})`, `3.72608112573459`},
	{`PRODUCT(数!B2:B4)`, `-18`},
	{`COUNT({数!mix:})`, `1`},
	{`COUNT({数!d:})`, `5`},
	{`COUNT(1,"2","x")`, `2`},
	{`COUNTA({数!mix:})`, `4`},
	{`COUNTA({数!name:})`, `5`},
	{`COUNTBLANK({数!name:})`, `1`},
	{`COUNTBLANK({数!mix:})`, `2`},
	{`LARGE({数!n:},2)`, `4`},
	{`SMALL({数!n:},2)`, `0`},
	{`RANK(4,{数!n:})`, `2`},
	{`RANK(3,{数!n:})`, `4`},
	{`RANK(4,{数!n:},1)`, `4`},
	{`RANK(数!B5,(数!B2:B3,数!B5:B7))`, `2`},
	{`SUMPRODUCT({数!n:},{数!up:})`, `895`},
	{`SUMPRODUCT(({数!n:}>0)*({数!up:}<50)*{数!up:})`, `80`},
	{`SUMPRODUCT(-(LEFT({数!name:},1)="甲"))`, `-2`},
	{`SUMPRODUCT((ROUND({数!n:},0)=4)*(LEN({数!name:})=2)*{数!up:})`, `30`},
	{`SUMPRODUCT(ISTEXT({数!mix:})*1)`, `2`},
	{`SUMPRODUCT((MONTH(数!D2:D6)=2)*数!C2:C6)`, `50`},
	{`SUMPRODUCT(1/COUNTIF({数!n:},{数!n:}))`, `5`},
	{`SUBTOTAL(9,{数!n:})`, `19.75`},
	{`SUBTOTAL(101,{数!n:})`, `3.29166666666667`},
	{`SUBTOTAL(3,{数!name:})`, `5`},
	{`SUBTOTAL(4,{数!up:})+SUBTOTAL(5,{数!up:})`, `70`},

	// rounding
	{`ABS(-1.5)`, `1.5`},
	{`INT(-1.5)`, `-2`},
	{`INT(0.1*3*10)`, `3`},
	{`SQRT(16)`, `4`},
	{`SIGN(-0.1)`, `-1`},
	{`SIGN(0)`, `0`},
	{`ROUND(2.675,2)`, `2.68`},
	{`ROUND(-2.5,0)`, `-3`},
	{`ROUND(1234,-2)`, `1200`},
	{`ROUND(1.005,2)`, `1.01`},
	{`ROUNDUP(1.21,1)`, `1.3`},
	{`ROUNDUP(-1.21,1)`, `-1.3`},
	{`ROUNDDOWN(1.29,1)`, `1.2`},
	{`ROUNDDOWN(-1.29,1)`, `-1.2`},
	{`TRUNC(-1.9)`, `-1`},
	{`TRUNC(1.999,2)`, `1.99`},
	{`POWER(2,10)`, `1024`},
	{`MOD(7,3)`, `1`},
	{`MOD(-7,3)`, `2`},
	{`MOD(7,-3)`, `-2`},
	{`CEILING(2.1,0.5)`, `2.5`},
	{`FLOOR(2.4,0.5)`, `2`},

	// logic
	{`IF({数!n:}>0,1,2)`, `#VALUE!`},
	{`IF(数!B2>2,"大","小")`, `"大"`},
	{`IF(FALSE,1)`, `FALSE`},
	{`IF("true",1,2)`, `1`},
	{`IF(数!H2,1,2)`, `2`},
	{`IF("FALSE",1,2)`, `2`},
	{`AND(数!A2:B2)`, `TRUE`},
	{`IF(TRUE,,5)`, `0`},
	{`IF(TRUE,1,1/0)`, `1`},
	{`IFERROR(1/0,"无")`, `"无"`},
	{`IFERROR(5,"无")`, `5`},
	{`CHOOSE(2,"一","二","三")`, `"二"`},
	{`AND(TRUE,1,数!B2>0)`, `TRUE`},
	{`AND({数!b:})`, `FALSE`},
	{`OR(FALSE,数!B3>0)`, `FALSE`},
	{`OR({数!b:})`, `TRUE`},
	{`NOT(0)`, `TRUE`},
	{`TRUE()`, `TRUE`},
	{`FALSE()`, `FALSE`},
	{`ISNA(NA())`, `TRUE`},
	{`ISERROR(1/0)`, `TRUE`},
	{`ISERR(NA())`, `FALSE`},
	{`ISERR(1/0)`, `TRUE`},
	{`ISBLANK(数!H2)`, `TRUE`},
	{`ISBLANK(数!A2)`, `FALSE`},
	{`ISNUMBER(数!B2)`, `TRUE`},
	{`ISNUMBER(数!F6)`, `FALSE`},
	{`ISTEXT(数!F6)`, `TRUE`},
	{`ISNONTEXT(数!H2)`, `TRUE`},
	{`ISLOGICAL(数!E2)`, `TRUE`},
	{`N(数!E2)`, `1`},
	{`N(数!A2)`, `0`},
	{`T(数!A2)`, `"甲县"`},
	{`T(数!B2)`, `""`},

	// texts
	{`LEN("安全ab")`, `4`},
	{`LEFT("安全生产",2)`, `"安全"`},
	{`LEFT("安全")`, `"安"`},
	{`RIGHT("安全生产",3)`, `"全生产"`},
	{`MID("安全生产",2,2)`, `"全生"`},
	{`MID("安全",5,2)`, `""`},
	{`TRIM("  a   b ")`, `"a b"`},
	{`UPPER("abC")`, `"ABC"`},
	{`LOWER("ABc")`, `"abc"`},
	{`CONCATENATE("第",3,"名")`, `"第3名"`},
	{`EXACT("A","a")`, `FALSE`},
	{`FIND("生","安全生产生",4)`, `5`},
	{`SUBSTITUTE("a-b-c","-","/")`, `"a/b/c"`},
	{`REPT("★",3)`, `"★★★"`},
	{`LEN(REPT("长",32767))`, `32767`},
	{`VALUE("12.50")`, `12.5`},
	{`VALUE("25%")`, `0.25`},
	{`TEXT(1234.567,"#,##0.00")`, `"1,234.57"`},
	{`TEXT(0.256,"0.0%")`, `"25.6%"`},
	{`TEXT(数!D2,"yyyy-mm-dd")`, `"2026-01-15"`},
	{`TEXT(数!D2,"yyyy年m月d日")`, `"2026年1月15日"`},
	{`TEXT(-5,"+0;-0;0")`, `"-5"`},
	{`TEXT(0,"+0;-0;0")`, `"0"`},
	{`TEXT(7,"000")`, `"007"`},
	{`TEXT("文","0")`, `"文"`},
	{`TEXT("12","0.0")`, `"12.0"`},
	{`TEXT(1234.5,"#,##0.0#")`, `"1,234.5"`},
	{`TEXT(0.5,"#.##")`, `".5"`},
	{`TEXT(-2.5,"0.0;(0.0)")`, `"(2.5)"`},
	{`TEXT(3,"第0""名""")`, `"第3名"`},
	{`TEXT(3,"\第0")`, `"第3"`},
	{`TEXT(12,"General")`, `"12"`},
	{`TEXT(数!D2,"yy/m/d")`, `"26/1/15"`},
	{`TEXT(数!D2,"mm-dd")`, `"01-15"`},

	// dates
	{`DATE(2026,2,30)`, `46083`},
	{`DATE(9999,12,31)`, `2958465`},
	{`DATE(2026,13,1)-DATE(2026,12,1)`, `31`},
	{`YEAR(数!D2)`, `2026`},
	{`MONTH(数!D3)`, `2`},
	{`DAY(数!D4)`, `29`},
	{`WEEKDAY(DATE(2026,3,1))`, `1`},
	{`WEEKDAY(DATE(2026,3,1),2)`, `7`},
	{`WEEKDAY(DATE(2026,3,2),3)`, `0`},
	{`EDATE(DATE(2026,1,31),1)-DATE(2026,2,28)`, `0`},
	{`EOMONTH(DATE(2024,1,5),1)-DATE(2024,2,29)`, `0`},
	{`DATEDIF(数!D4,数!D2,"d")`, `686`},
	{`DATEDIF(数!D4,数!D2,"m")`, `22`},
	{`DATEDIF(数!D4,数!D2,"y")`, `1`},
	{`NETWORKDAYS(DATE(2026,3,2),DATE(2026,3,15))`, `10`},
	{`NETWORKDAYS(DATE(2026,3,13),DATE(2026,3,2))`, `-10`},
	{`NETWORKDAYS(DATE(2026,1,12),DATE(2026,1,16),{数!d:})`, `4`},
	{`WORKDAY(DATE(2026,3,6),1)-DATE(2026,3,9)`, `0`},
	{`WORKDAY(DATE(2026,3,9),-1)-DATE(2026,3,6)`, `0`},
	{`WORKDAY(DATE(2026,1,14),1,{数!d:})-DATE(2026,1,16)`, `0`},

	// looking up
	{`INDEX({数!name:},2)`, `"乙县"`},
	{`INDEX(数!A2:C7,3,3)`, `30`},
	{`INDEX(数!A2:C2,2)`, `3`},
	{`MATCH("甲镇",{数!name:},0)`, `3`},
	{`MATCH("甲*",{数!name:},0)`, `1`},
	{`MATCH("a~*b",{数!name:},0)`, `5`},
	{`MATCH(35,{数!up:})`, `3`},
	{`VLOOKUP("abc",数!A2:C7,3,FALSE)`, `40`},
	{`VLOOKUP(45,数!C2:G7,5)`, `100`},
	{`LOOKUP(25,{数!up:},{数!name:})`, `"乙县"`},
	{`ROW(数!B5)`, `5`},
	{`ROWS({数!n:})`, `6`},
	{`COLUMNS(数!A2:C7)`, `3`},

	// criteria
	{`COUNTIF({数!n:},4)`, `2`},
	{`COUNTIF({数!n:},">=3")`, `4`},
	{`COUNTIF({数!n:},"<>4")`, `4`},
	{`COUNTIF({数!name:},"甲*")`, `2`},
	{`COUNTIF({数!name:},"<>甲*")`, `4`},
	{`COUNTIF({数!name:},"?县")`, `2`},
	{`COUNTIF({数!name:},"ABC")`, `1`},
	{`COUNTIF({数!mix:},"12")`, `1`},
	{`COUNTIF({数!name:},"")`, `1`},
	{`COUNTIF({数!b:},TRUE)`, `2`},
	{`COUNTIF({数!d:},">="&DATE(2026,1,1))`, `3`},
	{`COUNTIFS({数!n:},">0",{数!up:},"<50")`, `3`},
	{`SUMIF({数!name:},"甲*",{数!up:})`, `40`},
	{`SUMIF({数!n:},">3")`, `18.25`},
	{`SUMIFS({数!up:},{数!n:},4,{数!name:},"Abc")`, `40`},
	{`AVERAGEIF({数!n:},4,{数!up:})`, `35`},
	{`AVERAGEIFS({数!up:},{数!n:},">=4")`, `43.3333333333333`},

	// what goes wrong
	{`1/0`, `#DIV/0!`},
	{`MOD(1,0)`, `#DIV/0!`},
	{`AVERAGE({数!blank:})`, `#DIV/0!`},
	{`AVERAGEIF({数!n:},99)`, `#DIV/0!`},
	{`STDEV(1)`, `#DIV/0!`},
	{`0^0`, `#NUM!`},
	{`SQRT(-1)`, `#NUM!`},
	{`DATE(9999,12,32)`, `#NUM!`},
	{`EDATE(DATE(2026,1,1),1E+300)`, `#NUM!`},
	{`LARGE({数!n:},7)`, `#NUM!`},
	{`DATE(1899,1,1)`, `#NUM!`},
	{`DATEDIF(数!D2,数!D4,"d")`, `#NUM!`},
	{`"文"+1`, `#VALUE!`},
	{`"1_000"+1`, `#VALUE!`},
	{`""+1`, `#VALUE!`},
	{`1+1/0`, `#DIV/0!`},
	{`(1/0)&"x"`, `#DIV/0!`},
	{`1=1/0`, `#DIV/0!`},
	{`-(1/0)`, `#DIV/0!`},
	{`(1/0)%`, `#DIV/0!`},
	{`0^-1`, `#DIV/0!`},
	{`NOT("x")`, `#VALUE!`},
	{`AND({数!name:})`, `#VALUE!`},
	{`SUM(5,"x")`, `#VALUE!`},
	{`LARGE(5,1)`, `#VALUE!`},
	{`SUM((数!B2:B3,1))`, `#VALUE!`},
	{`SUMPRODUCT({数!n:}*数!A2:B3)`, `#N/A`},
	{`SUMPRODUCT(LEFT({数!name:},数!B2:B3)*1)`, `#N/A`},
	{`TEXT(1,"0.00E+00")`, `#VALUE!`},
	{`WEEKDAY(数!D2,9)`, `#NUM!`},
	{`YEAR(0)`, `#NUM!`},
	{`WORKDAY(数!D2,1E+6)`, `#NUM!`},
	{`CEILING(1,0)`, `#NUM!`},
	{`SUBTOTAL(99,{数!n:})`, `#VALUE!`},
	{`{数!n:}`, `#VALUE!`},
	{`"乙"<"甲"`, `#VALUE!`},
	{`MATCH("乙",{数!name:})`, `#VALUE!`},
	{`FIND("x","y")`, `#VALUE!`},
	{`MID("a",0,1)`, `#VALUE!`},
	{`CHOOSE(4,1,2)`, `#VALUE!`},
	{`REPT("长",32768)`, `#VALUE!`},
	{`REPT("长长长长",2^62)`, `#VALUE!`},
	{`REPT("长",20000)&REPT("长",20000)`, `#VALUE!`},
	{`CONCATENATE(REPT("长",20000),REPT("长",20000))`, `#VALUE!`},
	{`LEN(SUBSTITUTE(REPT("a",20000),"a","bc"))`, `#VALUE!`},
	{`COUNTIFS({数!n:},1,数!A2:A3,1)`, `#VALUE!`},
	{`SUMPRODUCT({数!n:},数!A2:A3)`, `#VALUE!`},
	{`COUNTIF((数!B2:B3,数!B5),1)`, `#VALUE!`},
	{`MATCH("丙",{数!name:},0)`, `#N/A`},
	{`VLOOKUP("丙",数!A2:C7,1,FALSE)`, `#N/A`},
	{`RANK(99,{数!n:})`, `#N/A`},
	{`NA()`, `#N/A`},
	{`INDEX({数!n:},7)`, `#REF!`},
	{`VLOOKUP("甲县",数!A2:C7,4,FALSE)`, `#REF!`},
	{`SUM(1,1/0)`, `#DIV/0!`},
}

// printValue is a value as functionCases write it.
func printValue(v value) string {
	switch v.kind {
	case isText:
		return literal(v.s)
	case isError:
		return v.s
	}
	return v.toText().s
}

func TestFunctions(t *testing.T) {
	tables, err := layOut(&Workbook{Sheets: []Sheet{figures}})
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, c := range functionCases {
		f, err := parseFormula(c.formula)
		if err != nil {
			t.Errorf("%s: %v", c.formula, err)
			continue
		}
		each(f.tree, func(n node) {
			if call, ok := n.(*call); ok {
				used[call.name] = true
			}
		})
		e := &scope{c: newCalculator(tables), t: tables[0], row: 2, block: tables[0].data}
		v := e.single(f.tree)
		if v.kind == isEmpty {
			v = number(0)
		}
		if got := printValue(v); got != c.want {
			t.Errorf("%s is %s (%v), Excel says %s", c.formula, got, v.x, c.want)
		}
	}
	for _, name := range Functions() {
		if !used[name] {
			t.Errorf("no case calculates %s", name)
		}
	}
	if !slices.IsSorted(Functions()) {
		t.Errorf("the functions are not sorted: %s", strings.Join(Functions(), " "))
	}
}

// A call's arguments are looked at once, however deep calls stand in one
// another.
func TestNestedCallsAreCalculatedOnce(t *testing.T) {
	s := figures
	s.Columns = append(slices.Clone(s.Columns), Column{Key: "deep", Formula: strings.Repeat("SUM(1,", 50) + "{n}" + strings.Repeat(")", 50)})
	tables, err := layOut(&Workbook{Sheets: []Sheet{s}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := calculate(tables); err != nil {
		t.Fatal(err)
	}
	if got := tables[0].grid[1].slots[8].value.n; got != 53 {
		t.Errorf("50 sums of 1 and at last 3 are %v", got)
	}
}
