package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/source"
	"hongtou/generator/zh"
)

func (t *talk) adoptCommand() *cli.Command {
	return &cli.Command{
		Name: "adopt", Usage: t.in("认出本单位自己的表，把列的对应写进 hongtou.yaml", "recognise the office's own tables and write their columns into hongtou.yaml"), ArgsUsage: t.in("文件…", "FILE…"),
		Description: t.in("读一个或几个现成的工作簿或 CSV，猜出各是哪种表、哪一列是哪一列，连同三行内容显示出来；\n"+
			"回答 y 以后才写进 hongtou.yaml，文件的其余部分和注释保持原样。猜错的，改 hongtou.yaml 中的 columns。",
			"Reads workbooks or CSV files, guesses which table each is and which column is which, and shows\n"+
				"three rows of it. hongtou.yaml is written when you answer y; the rest of it and its remarks stay.\n"+
				"Where the guess is wrong, change columns in hongtou.yaml."),
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "yes", Aliases: []string{"y"}, Usage: t.in("不问，直接写", "write without asking")},
			&cli.StringFlag{Name: "table", Usage: t.in("是哪种表，用其 `名称`，如 hazards", "which table it is, by its `NAME`, such as hazards")},
		},
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return misused("写成 hongtou adopt 文件", "hongtou adopt FILE")
			}
			names := tableNames()
			table := c.String("table")
			if i := slices.IndexFunc(source.Tables(), func(t *model.Table) bool { return t.Title == table }); i >= 0 {
				table = source.Tables()[i].Name
			}
			if table != "" && !slices.Contains(names, table) {
				return misused("--table %s：没有这张表；可用的：%s", "--table %s: use one of %s", table, strings.Join(names, " | "))
			}
			w, err := t.open(c)
			if err != nil {
				return err
			}
			a, err := w.Adopt(c.Args().Slice(), table)
			if err != nil {
				return err
			}
			wrong := t.complain(a.Complaints)
			for i := range a.Tables {
				t.guess(&a.Tables[i])
				if reach := a.Reach(&a.Tables[i]); reach != "" && t.format != "json" {
					t.answer(diag.T("  登记的范围：%s（complete: monthly 即登记到上月底）；不是的，在 hongtou.yaml 中改", "  it covers: %s (complete: monthly is the end of the last month); if not, change it in hongtou.yaml", reach).In(t.lang), nil)
				}
			}
			if len(a.Tables) == 0 {
				return exit(exitComplaints)
			}
			if !c.Bool("yes") && !t.yes() {
				t.say("没有写入；看过无误，加 --yes 再运行", "nothing was written; run it again with --yes when all is right")
				return nil
			}
			path, err := a.Write()
			if errors.Is(err, source.ErrConfig) {
				t.say("hongtou.yaml 的写法不能自动改，请在 data 下自己写：", "hongtou.yaml can't be changed automatically; write this under data yourself:")
				for i := range a.Tables {
					fmt.Fprintf(t.err, "  %s: %s\n", a.Tables[i].Table.Name, a.Tables[i].Entry().YAML())
				}
				return exit(exitComplaints)
			}
			if err != nil {
				return err
			}
			t.say("已写进 %s；接着运行 hongtou check", "written into %s; now run hongtou check", path)
			if wrong {
				return exit(exitComplaints)
			}
			return nil
		},
	}
}

func tableNames() []string {
	var names []string
	for _, t := range source.Tables() {
		names = append(names, t.Name)
	}
	return names
}

// adopted is a guess as --format json tells it.
type adopted struct {
	File    string            `json:"file"`
	Sheet   string            `json:"sheet,omitempty"`
	Table   string            `json:"table"`
	Columns map[string]string `json:"columns"` // the table's header by the file's
	Unread  []string          `json:"unread,omitempty"`
	Missing []string          `json:"missing,omitempty"`
}

// guess tells what a sheet is taken for.
func (t *talk) guess(g *generator.AdoptedTable) {
	if t.format == "json" {
		columns := map[string]string{}
		for _, c := range g.Columns {
			if c.Column >= 0 {
				columns[c.Header] = g.Table.Columns[c.Column].Header
			}
		}
		t.answer("", adopted{g.File, g.Sheet, g.Table.Name, columns, g.Unread(), g.Missing})
		return
	}
	where := g.File
	if g.Sheet != "" {
		where = diag.T("%s 工作表“%s”", "%s sheet %q", g.File, g.Sheet).In(t.lang)
	}
	t.answer(diag.T("%s 是“%s”表（%s）：", "%s is the table %q (%s):", where, g.Table.Title, g.Table.Name).In(t.lang), nil)
	width, ours := 0, 0
	for _, c := range g.Columns {
		if width = max(width, zh.Width(c.Header)); c.Column >= 0 {
			ours = max(ours, zh.Width(g.Table.Columns[c.Column].Header))
		}
	}
	for _, c := range g.Columns {
		to := diag.T("（不读入）", "(not read)").In(t.lang)
		if c.Column >= 0 {
			to = g.Table.Columns[c.Column].Header
		}
		var sample []string
		for _, s := range c.Sample {
			if r := []rune(s); len(r) > 16 {
				s = string(r[:16]) + "…"
			}
			sample = append(sample, s)
		}
		t.answer("  "+padded(c.Header, width)+" → "+padded(to, max(ours, 10))+"  "+strings.Join(sample, " | "), nil)
	}
	if len(g.Missing) > 0 {
		t.answer(diag.T("  缺少必需的列：%s", "  required columns are missing: %s", diag.Names(g.Missing)).In(t.lang), nil)
	}
	for _, s := range g.Strange {
		c := &g.Table.Columns[s.Column]
		t.answer(diag.T("  “%[1]s”中的“%[2]s”不是%[3]s；在 hongtou.yaml 中写 values: {%[1]s: {%[2]s: …}}", "  %[2]q under %[1]s is none of %[3]s; write values: {%[1]s: {%[2]s: …}} in hongtou.yaml", c.Header, s.Header, diag.Names(c.Names)).In(t.lang), nil)
	}
}

func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-zh.Width(s)))
}

// yes asks whether to write, and takes the answer from standard input.
func (t *talk) yes() bool {
	fmt.Fprint(t.err, diag.T("写进 hongtou.yaml？[y/N] ", "write this into hongtou.yaml? [y/N] ").In(t.lang))
	line, _ := t.answers().ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes", "是", "好":
		return true
	}
	return false
}
