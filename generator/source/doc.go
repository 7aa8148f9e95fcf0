// Package source reads a workspace: hongtou.yaml, the tables that it names
// (xlsx, xls, ods, csv in UTF-8 or GB 18030, yaml, json) and the meetings. Out comes a
// checked [model.Office] with every complaint that was found on the way, each
// with its file, sheet, row and column or line.
//
// A table's columns are found by their headers, in any order, by aliases too;
// columns that the table does not know are kept in the records' Extra. Reading
// goes on after a complaint, so that one run tells all of them.
//
// The package knows no templates and writes nothing.
package source
