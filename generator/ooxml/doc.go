// Package ooxml takes files of Office Open XML (.xlsx, .docx) apart and puts them
// together again. What nobody changes comes out as it came in: a part that is not
// set is copied packed as it lies in the file, and of a part that is changed all
// tokens but those that were changed keep their bytes. Every part that was set is
// parsed before the file is written: it is well-formed and its prefixes are bound.
//
// The package knows parts, relations and XML. It knows no cell and no paragraph.
package ooxml
