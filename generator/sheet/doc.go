// Package sheet writes workbooks: a specification of plain values goes in, the
// bytes of an .xlsx file come out, by way of excelize.
//
// A Workbook holds sheets; a Sheet is a title, one table of columns and rows,
// notes and charts, set up for A4 paper. Formulas name columns, not cells
// ("{score}-{deduct}"), stay live in the file, and carry the figure that this
// package calculated for them, so that a viewer that does not calculate shows
// figures too. The same workbook always gives the same bytes.
//
// # Formulas
//
// A formula is Excel's, with columns named by their Key in braces:
//
//	{score}          this row's cell of the column
//	{score:}         the column's data rows (in a subtotal row: its block's)
//	{score:here}     the column's data rows from the first to this one
//	{score:through}  all rows from the first data row to the last, subtotals too
//	{事故!deaths:}    the data rows of a column of another sheet
//
// The functions that can be calculated are those of Excel 2007, which every
// office's program has; Functions lists them. TODAY and NOW are not among
// them: a circulated figure must not change with the day it is opened.
//
// An office's own .xlsx goes out with rows repeated and cells filled ([Own]);
// everything in it that we do not know stays. A form that goes out to be filled in
// carries its identity ([Form]).
//
// What it does not do: it knows no templates, no model and no files, and takes no
// forms back (package collect does).
package sheet
