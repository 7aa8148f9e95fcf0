package sheet

import "time"

// Workbook is what one .xlsx file holds.
type Workbook struct {
	Title, Subject, Author, Keywords string // the document's properties

	// Created is the time of creation and of change that the file states. The
	// caller fixes it (the end of the period), so that equal input gives equal
	// bytes; the zero time is written as 1980-01-01.
	Created time.Time

	Sheets []Sheet // at least one; the first is shown on opening

	Form *Form // what a form that goes out carries, so that it is known when it comes back; or nil
	Own  *Own  // an office's own file, filled: then it is written, and there are no Sheets
}

// Sheet is one worksheet: title, table, notes, charts, from top to bottom.
type Sheet struct {
	Name  string // at most 31 UTF-16 units, none of : \ / ? * [ ]; unique without regard to case
	Title string // the big line over the table; none when empty
	Lines []Line // smaller lines under the title: who, when, 单位：万元

	Columns []Column
	Rows    []Row
	Blank   int      // empty data rows after Rows, to be filled in; in a protected sheet all their cells are open
	Empty   string   // stands in the table, or a subtotal's block, without data rows; default （本期无数据）
	Notes   []string // lines under the table

	FreezeColumns int    // columns that stay in sight at the left; the rows down to the head always do
	Filter        bool   // a filter on the head over the data rows
	Protect       bool   // only cells of columns with Open can be changed (no password)
	Color         string // of the sheet's tab: six hexadecimal digits, or none

	Group   *Group // puts the data rows into groups; Rows then holds data rows only
	Outline bool   // data rows over a subtotal, and columns with Fold, can be folded away

	Conditions  []Condition
	Validations []Validation
	Charts      []Chart
	Print       Print
}

// Line is a line of text over the whole width of the table.
type Line struct {
	Left, Center, Right string
	Open                bool // can be changed in a protected sheet: 填报人：
}

// Column is one column of the table.
type Column struct {
	Key string // the name that formulas, conditions, validations and charts use; unique in the sheet

	// Header is the path of heads from top to leaf: {"本期", "死亡人数"}. Equal
	// upper heads of neighbours merge, a short path's leaf reaches down to the
	// table. When empty, Key is the head.
	Header []string

	Type   Type
	Format string  // Excel's number format; empty for the type's own
	Width  float64 // in half-width characters; 0 fits the content between 6 and 40
	Align  Align

	// Formula fills the column's cells of data rows that have neither value nor
	// formula of their own.
	Formula string

	// Total is what the total and subtotal rows show in the column: "" nothing;
	// "sum", "count" (filled cells), "average", "max", "min" of the data rows;
	// "same" the column's own Formula over the totals (for rates); "label:合计" a
	// text; anything else is a formula. If any column has a Total and Rows has
	// no row of kind Total, a total row is added at the end.
	Total string

	Merge bool // equal neighbours in data rows merge vertically, within the merges to the left
	Open  bool // can be changed in a protected sheet
	Fold  bool // can be folded away in a sheet with Outline

	Rank      *Rank      // the column ranks another one, instead of a Formula
	Sparkline *Sparkline // the column shows others of its row as a small chart, and has no values
	Link      *Link      // its cells lead to rows of another sheet

	Comment string // on the column's head
	Name    string // a defined name of the column's data rows, for formulas that people add
}

// Group puts data rows with equal values of a column together, in the order in
// which the values come first.
type Group struct {
	Column   string // its key; the column's own values, not a formula's
	Section  bool   // the value stands over its group, over the table's width
	Subtotal string // the words that a group's subtotal begins with; none when empty
	Break    bool   // each group begins a new page
}

// Rank ranks the data rows by a column: ties share a rank and the next one is
// skipped. Cells without a number have no rank, nor has a number that stands alone.
type Rank struct {
	Of        string // key of the column that is ranked
	Within    string // key of a column: only rows with its value count; or empty
	Ascending bool   // the least is first
}

// Sparkline is a chart in a cell.
type Sparkline struct {
	Bars   bool     // bars, not a line
	Values []string // keys of columns that stand side by side, two at least
}

// Link leads from a cell to the first data row of a sheet whose column holds the
// same text; from a cell that is found nowhere, to nowhere.
type Link struct {
	Sheet  string
	Column string // key of the other sheet's column
}

// Row is one row of the table.
type Row struct {
	Kind  Kind
	Cells []Cell // one a column, in order; missing ones are empty. Section and Note use the first
	Mark  Mark
	Break bool // a new page begins after the row
}

// Cell is one cell. A Formula goes before a Value.
type Cell struct {
	// Value is nil (empty), string ("" is empty, control characters go), bool, any
	// integer or float, time.Time (its civil date, and the time of day if there is
	// one), or a value with methods Time() time.Time and IsZero() bool.
	Value   any
	Formula string
	Mark    Mark // goes before the row's
	Comment string
}

// Kind is what a row is in its table.
type Kind uint8

const (
	Data     Kind = iota
	Subtotal      // sums the data rows since the last subtotal; own cells go before
	Total         // sums all data rows; own cells go before
	Section       // a head inside the table, over its whole width
	Note          // a remark inside the table, over its whole width
)

// Type is what a column holds; it chooses format and alignment.
type Type uint8

const (
	Text    Type = iota
	Integer      // #,##0
	Decimal      // #,##0.00, trailing zeros kept
	Percent      // 0.0%; the value 0.5 is 50%
	Money        // #,##0.00
	Date         // yyyy-mm-dd
	Period       // the name of a period, as text: 2026年第一季度
)

// Align is the horizontal alignment of a column's cells.
type Align uint8

const (
	Auto Align = iota // by type: text left, figures right, dates in the middle
	Left
	Center
	Right
)

// Mark makes a cell or a row stand out. Every mark can be told from the others
// in grey print.
type Mark uint8

const (
	Plain   Mark = iota
	Overdue      // red, bold and underlined on light red: past its deadline
	Major        // bold on light orange: major hazard, 一票否决
	Warning      // on light yellow: a gap, a target nearly used up
	Strong       // bold
	Muted        // grey: done, no longer counted
)

// Condition marks data cells as long as something holds, live in the workbook.
// Formula or Equals says what, for a Mark; Bar and Icons show a column's figures
// against one another and want a Column only.
type Condition struct {
	Column  string // key of the column that is marked; empty marks the whole row
	Formula string // true marks; {key} is the row's cell. It may use any function, TODAY() too
	Equals  string // the column's cell is this text; needs Column
	Mark    Mark

	Bar     bool  // a bar in each cell as long as its figure, from 0
	Icons   Icons // an icon in each cell
	Reverse bool  // the least has the icon of the most
}

// Icons is a set of icons for conditions. The figures' range from the least to
// the most is parted evenly: an icon a part.
type Icons uint8

const (
	NoIcons  Icons = iota
	Arrows         // three arrows: down, level, up
	Signs          // three signs with shapes of their own: cross, exclamation mark, tick
	Quarters       // five discs, from empty to full
)

// Check is what a validation asks of a cell.
type Check uint8

const (
	OneOf   Check = iota // one of List
	Whole                // an integer between Min and Max
	Number               // a number between Min and Max
	DateIn               // a date between From and To
	Formula              // the formula is true; {key} is the row's cell
)

// Validation limits what can be typed into a column's data cells. For an empty
// form, data rows without values give the cells.
type Validation struct {
	Column   string
	Check    Check
	List     []string
	Of       string    // key of another column of the row: what can be chosen depends on its cell, by Choices instead of List
	Choices  []Choices // for each value of that column
	Min, Max float64
	From, To time.Time
	Formula  string

	PromptTitle, Prompt string // shown when the cell is chosen; at most 32 and 255 UTF-16 units
	ErrorTitle, Error   string // shown when the value is refused; likewise
}

// Choices are what can be chosen where another cell has a value.
type Choices struct {
	For  string
	List []string
}

// ChartKind is the shape of a chart.
type ChartKind uint8

const (
	ColumnChart ChartKind = iota // upright bars, clustered
	BarChart                     // lying bars, clustered
	LineChart
	PieChart // the first of Values only
)

// Chart draws data rows (never totals) below the table.
type Chart struct {
	Kind          ChartKind
	Title         string
	Category      string   // key of the column that names the points
	Values        []string // keys of the columns that are drawn, a series each
	Lines         []string // keys of columns that are drawn as lines over upright bars
	Second        bool     // the lines have an axis of their own, at the right
	Stacked       bool     // bars of one category stand on one another
	CategoryAxis  string   // the axis' title; none when empty
	ValueAxis     string   // likewise, with the unit: 死亡人数（人）
	SecondAxis    string   // of the lines' own axis
	Labels        bool     // the figures stand at the points
	Width, Height int      // in pixels of 1/96 inch; 0 for 640 by 320
}

// Print is how the sheet is printed: A4, one page wide, as many high as needed,
// head rows on every page. Columns narrow so that the body has 9 pt on paper; a sheet
// that has no room even then is printed across the page, then on A3. The zero value is
// what an office circulates.
type Print struct {
	Portrait bool
	A3       bool     // on A3 in any case
	Wide     int      // pages side by side, on A4; 0 for one
	Margins  *Margins // nil for 15 mm at the sides, 18 mm above and below

	// Header and Footer stand in the margins. {page} and {pages} are the page
	// and the number of pages; nothing else has a meaning. A nil Footer is 第
	// {page} 页 共 {pages} 页 in the middle.
	Header *Line
	Footer *Line
}

// Margins are a page's, in millimetres.
type Margins struct{ Top, Bottom, Left, Right float64 }
