package source

import "hongtou/generator/table"

// The tables are declared in package model; here are the words in which their
// cells are read.
type (
	Table  = table.Table
	Column = table.Column
)

// The types of columns.
const (
	Text   = table.Text
	Long   = table.Long
	Code   = table.Code
	Codes  = table.Codes
	Whole  = table.Whole
	Number = table.Number
	Share  = table.Share
	Year   = table.Year
	Date   = table.Date
	Month  = table.Month
	Clock  = table.Clock
	Choice = table.Choice
	Limit  = table.Limit
)
