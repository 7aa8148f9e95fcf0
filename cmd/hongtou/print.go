package main

import (
	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
)

func (t *talk) printCommand() *cli.Command {
	return &cli.Command{
		Name: "print", Usage: t.in("把给每个单位的文书合订成一个印刷文件；责任书按签订单位（甲方）", "bind the papers for each receiver into one print file, agreements by their upper party"), ArgsUsage: t.in("[目标、作业或通配符…；默认为全部责任书]", "[TARGET, JOB or PATTERN…; by default all agreements]"),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "period", Usage: t.in("`期间`：如 2026；默认为最近一个完整年度", "`PERIOD` such as 2026; by default the last whole year")},
			&cli.StringFlag{Name: "unit", Usage: t.in("只做某签订单位（甲方）或收文单位`编码` 的", "only the file of the party or receiver of this `CODE`")},
			&cli.StringFlag{Name: "as", Usage: t.in("`格式`：pdf（默认）或 ofd", "`FORMAT`: pdf (default) or ofd")},
			&cli.IntFlag{Name: "copies", Value: 3, Usage: t.in("每份印几`本`", "`COPIES` of each")},
			&cli.BoolFlag{Name: "booklet", Usage: t.in("A3 折页：两页拼一面，双面打印（短边翻转）后对折成册，每份各成一册，不足的补空白页", "A3 booklets: two pages a side, to be printed on both (flipped on the short edge) and folded, each copy by itself, with blank pages at its end")},
			&cli.StringFlag{Name: "pages", Usage: t.in("只做`单数`页或双数页，写单数或双数，供单面打印机分两次印", "only odd or even `PAGES`, for printers of one side")},
			&cli.StringFlag{Name: "watermark", Usage: t.in("每页文字下面的浅色`水印`，如 内部资料；{单位} 代表收文单位的名称", "pale `WORDS` below each page's text, such as internal; {unit} stands for the receiver's name")},
			&cli.StringFlag{Name: "passwords", Usage: t.in("口令`文件`：每行“单位编码,口令”，各单位的文件按口令加密（只有 PDF，加密后不再是归档格式）", "`FILE` of passwords, a line each: CODE,PASSWORD; each receiver's file is encrypted (PDF only, no archival file any more)")},
		}, t.makingFlags()...),
		Action: t.print,
	}
}

func (t *talk) print(c *cli.Context) error {
	form, err := printForm(c)
	if err != nil {
		return err
	}
	request, err := t.request(c)
	if err != nil {
		return err
	}
	w, err := t.open(c)
	if err != nil {
		return err
	}
	if err := t.refuse(w); err != nil {
		return err
	}
	if file := c.String("passwords"); file != "" {
		var wrong *diag.List
		if form.Passwords, wrong, err = w.ReadPasswords(file); err != nil {
			return err
		}
		if t.complain(wrong) {
			return exit(exitComplaints)
		}
	}
	request.Options.Events = t.outputs(nil)
	report, err := w.Print(c.Context, request, form)
	if report == nil {
		return t.planError(err)
	}
	if err == nil && report.Total() == 0 {
		if err := t.noUnit(w, request.Unit); err != nil {
			return err
		}
		t.say("没有要付印的：目标、期间和单位没有对应的文书", "nothing to print: no papers for these targets, period and unit")
	}
	t.summary(report, false)
	if err == nil {
		return t.finished(report)
	}
	return t.planError(err)
}

// printForm is how the call wants the papers put together.
func printForm(c *cli.Context) (generator.PrintForm, error) {
	form := generator.PrintForm{Copies: c.Int("copies"), Booklet: c.Bool("booklet"), Watermark: c.String("watermark")}
	if form.Copies < 1 || form.Copies > generator.MostCopies {
		return form, misused("--copies %d：应为 1 至 %d", "--copies %d: want 1 to %d", form.Copies, generator.MostCopies)
	}
	switch pages := c.String("pages"); pages {
	case "":
	case "odd", "单", "单数":
		form.Pages = generator.OddPages
	case "even", "双", "双数":
		form.Pages = generator.EvenPages
	default:
		return form, misused("--pages %s：应为单数或双数", "--pages %s: use odd or even", pages)
	}
	if err := generator.CheckWatermark(form.Watermark); err != nil {
		return form, usage{err}
	}
	return form, nil
}
