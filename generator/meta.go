package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/fill"
)

// meta hands the filled front matter to the typesetter.
func meta(d *fill.Document) doc.Meta {
	get := d.Meta.Get
	yes := func(key string) bool { return get(key) == "yes" }
	m := doc.Meta{
		Layout: d.Layout, Title: get("title"), Subtitle: get("subtitle"),
		Marks: d.Meta.List("mark"), Number: get("number"), Issue: get("issue"), Office: get("office"), Date: get("date"),
		Copy: get("copy"), Secrecy: get("secrecy"), Urgency: get("urgency"), Signers: d.Meta.List("signer"), To: get("to"),
		CC: d.Meta.List("cc"), Printer: get("printer"), Printed: get("printed"),
		Author: get("author"), Subject: get("subject"), Keywords: get("keywords"),
		Duplex: yes("duplex"), Spacing: yes("spacing"),
	}
	if yes("check") {
		m.Check = checkText(d, m)
	}
	return m
}

// checkText is what the check code says: the number or the title, and the
// first half of the SHA-256 of all that the document says, so that a paper can
// be compared with the file that it should be.
func checkText(d *fill.Document, m doc.Meta) string {
	name := m.Number
	if name == "" {
		name = joinTitle(m.Title)
	}
	sum := sha256.Sum256([]byte(d.String()))
	return name + "\n" + hex.EncodeToString(sum[:16])
}

// joinTitle is a title without its line breaks.
func joinTitle(s string) string { return strings.ReplaceAll(s, "\n", "") }
