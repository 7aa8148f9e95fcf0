package generator

import (
	"strings"

	"hongtou/generator/doc"
	"hongtou/generator/fill"
)

// meta hands the filled front matter to the typesetter.
func meta(d *fill.Document) doc.Meta {
	get := d.Meta.Get
	return doc.Meta{
		Layout: d.Layout, Title: get("title"), Subtitle: get("subtitle"),
		Mark: get("mark"), Number: get("number"), Issue: get("issue"), Office: get("office"), Date: get("date"),
		Copy: get("copy"), Secrecy: get("secrecy"), Urgency: get("urgency"), Signer: get("signer"), To: get("to"),
		CC: d.Meta.List("cc"), Printer: get("printer"), Printed: get("printed"),
		Author: get("author"), Subject: get("subject"), Keywords: get("keywords"),
	}
}

// joinTitle is a title without its line breaks.
func joinTitle(s string) string { return strings.ReplaceAll(s, "\n", "") }
