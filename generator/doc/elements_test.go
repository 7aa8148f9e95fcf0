package doc

import "testing"

func TestElements(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"closing with seal", "```closing\noffice: 甲\noffice: 乙\ndate: 2026年3月5日\nseal: yes\ndiameter: 42\n```\n", "closing 甲、乙 | 2026年3月5日 seal true 42\n"},
		{"closing with stamp", "```closing\nsigner: 市长 | 程敬安\ndate: 2026年3月5日\n```\n", "closing  | 2026年3月5日 seal false 45 市长|程敬安\n"},
		{"attachments number their headings anew", "# 甲\n\n```attachment\nnumber: 1\ntitle: 分组表\n```\n\n# 乙\n", "heading 1 \"一、\" 甲\nattachment \"1\" \"分组表\"\nheading 1 \"一、\" 乙\n"},
		{"7.3.4 no mark behind an attachment's name", "```attachments\n分组表。\n检查表；\nForm.\n```\n", "attachments \"\"\n  \"\" 分组表\n  \"\" 检查表\n  \"\" Form\n"},
		{"a figure", "![示意图](平面图)\n", "figure \"平面图\" \"示意图\"\n"},
		{"table options hold for one table", "```table\ntitle: 表1\nnote: 注：甲\nmerge: 1\ncontinued: yes\n```\n|a|b|\n|---|---|\n|1|x|\n|1|x|\n|2|x|\n\n|c|\n|---|\n",
			"table [{0 0} {0 0}] \"表1\" [\"注：甲\"] continued true landscape false\n  | a | b\n  | 1 | x\n  | ^^ | x\n  | 2 | x\ntable [{0 0}]\n  | c\n"},
		{"seals of 30 and 60 mm", "```closing\noffice: 甲\ndiameter: 30\n```\n\n```closing\noffice: 乙\ndiameter: 60\n```\n", "closing 甲 |  seal false 30\nclosing 乙 |  seal false 60\n"},
		{"columns merge within those left of them, and empty cells do not", "```table\nmerge: 1 2\n```\n|a|b|\n|---|---|\n|1|x|\n|1|x|\n|2|x|\n||y|\n||y|\n",
			"table [{0 0} {0 0}]\n  | a | b\n  | 1 | x\n  | ^^ | ^^\n  | 2 | x\n  |  | y\n  |  | y\n"},
		{"explicit joins", "|a|<<|b|\n|---|---|---|\n|1|2|^^|\n|\\<\\<|2|3|\n", "table [{0 0} {0 0} {0 0}]\n  | a | << | b\n  | 1 | 2 | ^^\n  | << | 2 | 3\n"},
	} {
		d, complaints := Parse([]byte(c.in), "t.md", 1)
		if complaints.Len() > 0 {
			t.Errorf("%s: %v", c.name, complaints.All())
		}
		if got := d.String(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	// A value that is << is text, not a join: the tree tells them apart.
	d, _ := Parse([]byte("|a|b|\n|---|---|\n|x|\\<\\<|\n"), "t.md", 1)
	if c := d.Blocks[0].(*Table).Rows[0][1]; c.Join != Alone || Text(c.Spans) != "<<" {
		t.Errorf("an escaped << is %+v", c)
	}
}

func TestElementMistakes(t *testing.T) {
	for in, want := range map[string]string{
		"```closing\noffice: 甲\ncolour: red\n```\n":  "doc-fence-key 3",
		"```closing\noffice: 甲\nseal: maybe\n```\n":  "doc-fence-flag 3",
		"```closing\noffice: 甲\ndiameter: 5\n```\n":  "closing-diameter 3",
		"```closing\noffice: 甲\ndiameter: 29\n```\n": "closing-diameter 3",
		"```closing\noffice: 甲\ndiameter: 61\n```\n": "closing-diameter 3",
		"```closings\noffice: 甲\n```\n":              "doc-fence-unknown 2",
		"```closing\nsigner: 程敬安\n```\n":             "closing-signer 2",
		"```table\nmerge: 甲\n```\n|a|\n|---|\n":      "table-merge 2",
		"```table\ntitle: 甲\n```\n\n段落\n":            "table-options 2",
		"```table\ntitle: 甲\n```\n":                  "table-options 2",
		"```attachment\nname: 甲\n```\n":              "doc-fence-key 2",
		"```attendance\n出席：甲\n乙、丙\n```\n":            "attendance-label 3",
		"```closing\nsigner: 甲 | 乙 | 丙\n```\n":       "closing-signer 2",
	} {
		_, l := Parse([]byte(in), "t.md", 1)
		all := l.All()
		if len(all) != 1 || all[0].Code+" "+string(rune('0'+all[0].Place.Line)) != want {
			t.Errorf("%q: %v, want %s", in, all, want)
		}
	}
}
