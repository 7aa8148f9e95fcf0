package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/register"
	"hongtou/generator/source"
)

// numberRow is a row of the register as --format json lists it.
type numberRow struct {
	Number string         `json:"number"`
	Year   int            `json:"year"`
	Code   string         `json:"code"`
	Serial int            `json:"serial"`
	Target string         `json:"target"`
	Period string         `json:"period"`
	Unit   string         `json:"unit,omitempty"`
	Title  string         `json:"title"`
	Date   string         `json:"date"`
	State  register.State `json:"state"`
}

func (t *talk) numberCommand() *cli.Command {
	return &cli.Command{
		Name: "number", Usage: t.in("查看、核对发文字号登记簿，起编、作废字号", "see and check the register of document numbers; start and void numbers"),
		Subcommands: []*cli.Command{
			{Name: "list", Usage: t.in("列出字号，并核对登记簿", "list the numbers and check the register"), ArgsUsage: t.in("[年份]", "[YEAR]"), Action: t.listNumbers},
			{Name: "start", Usage: t.in("年中启用：下一个字号从此号编起，以前各号视为登记簿以外已用", "begin within a year: the next number is this one, those before it are taken as used"), ArgsUsage: t.in("代字 序号", "CODE SERIAL"), Action: t.startNumbers,
				Flags: []cli.Flag{&cli.IntFlag{Name: "year", Usage: t.in("哪一 `年` 的字号；默认为今年", "the `YEAR` of the numbers; by default this one")}}},
			{Name: "check", Usage: t.in("核对登记簿、hongtou.yaml 和成品上的字号", "hold the numbers of the register, hongtou.yaml and finished papers against each other"), Action: t.checkNumbers,
				Flags: []cli.Flag{&cli.BoolFlag{Name: "accept", Usage: t.in("认可登记簿现状：缺的行据成品补登，补不了的各号视为已用；原文件另存", "accept the register as it is: missing rows are entered from finished papers, the other numbers taken as used; the file is kept")}}},
			{Name: "void", Usage: t.in("作废一个字号：仍占号，该文书下次生成时另编新号", "void a number: it stays used, its paper gets a new one"), ArgsUsage: t.in("发文字号", "NUMBER"), Action: t.voidNumber},
		},
	}
}

// register reads the workspace's register, and not its tables: an office whose
// tables are being mended can look its numbers up.
func (t *talk) register(c *cli.Context) (*register.Register, error) {
	dir := c.String("workspace")
	if _, err := os.Stat(filepath.Join(dir, source.ConfigName)); err != nil {
		return nil, err // no workspace there
	}
	return register.Open(filepath.Join(dir, register.FileName))
}

func (t *talk) listNumbers(c *cli.Context) error {
	year := 0
	if s := c.Args().First(); s != "" {
		var err error
		if year, err = strconv.Atoi(s); err != nil {
			return misused("number list %s：应为年份", "number list %s: want a year", s)
		}
	}
	r, err := t.register(c)
	if err != nil {
		return err
	}
	void := map[string]bool{}
	for _, row := range r.Rows() {
		void[row.Number()] = void[row.Number()] || row.State == register.Void
	}
	for _, row := range r.Rows() {
		if row.State == register.Void || year != 0 && row.Year != year {
			continue
		}
		if void[row.Number()] {
			row.State = register.Void
		}
		whom := strings.Join(strings.Fields(row.Target+" "+row.Period+" "+row.Unit), " ")
		t.answer(fmt.Sprintf("%s\t%s\t%s\t%s\t%s", row.Number(), row.State, row.Date, whom, row.Title),
			numberRow{row.Number(), row.Year, row.Code, row.Serial, row.Target, row.Period, row.Unit, row.Title, row.Date.String(), row.State})
	}
	if w, err := generator.Open(c.String("workspace")); err == nil {
		complaints, err := w.CheckRegister(c.Context)
		if err != nil {
			return err
		}
		if t.complain(complaints) {
			return exit(exitComplaints)
		}
	}
	return r.Whole()
}

// startNumbers begins a year's numbers where the office stands.
func (t *talk) startNumbers(c *cli.Context) error {
	code := strings.TrimSpace(c.Args().Get(0))
	next, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(c.Args().Get(1)), "号"))
	if err != nil || next < 1 || next > register.MaxSerial || c.NArg() != 2 {
		return misused("写成 number start 代字 序号 [--year 年份]", "number start CODE SERIAL [--year YEAR]")
	}
	day, err := today()
	if err != nil {
		return err
	}
	year := c.Int("year")
	if year == 0 {
		year = day.Year
	}
	number := register.Format(code, year, next)
	if _, _, _, ok := register.Parse(number); !ok {
		return misused("%s：不成发文字号", "%s: not a document number", number)
	}
	r, err := t.register(c)
	if err != nil {
		return err
	}
	err = r.Start(c.Context, code, year, next, day)
	if errors.Is(err, register.ErrBack) {
		return misused("%s：登记簿中此号或以后的号已用", "%s: this number or a later one is used", number)
	}
	if err == nil {
		t.say("下一个字号是 %s", "the next number is %s", number)
	}
	return err
}

// checkNumbers holds all document numbers against each other, or accepts the
// register as it stands.
func (t *talk) checkNumbers(c *cli.Context) error {
	w, err := generator.Open(c.String("workspace"))
	if err != nil {
		return err
	}
	day, err := today()
	if err != nil {
		return err
	}
	request := generator.Request{Today: day}
	if c.Bool("accept") {
		done, err := w.AcceptRegister(c.Context, request)
		if err != nil {
			return err
		}
		if done.Backup != "" {
			t.say("原登记簿另存为 %s", "the register as it was is kept as %s", done.Backup)
		}
		t.say("已认可登记簿：%d 行，其中据成品补登 %d 行，补记簿外已用 %d 行", "the register is accepted: %d rows, of which %d were put back from finished papers and %d state numbers used outside", done.Rows, done.Entered, done.Outside)
	}
	rows, complaints, err := w.CheckNumbers(c.Context, request)
	if err != nil {
		return err
	}
	if t.complain(complaints) {
		return exit(exitComplaints)
	}
	t.say("字号无误：登记簿 %d 行", "all numbers are well: %d rows in the register", rows)
	return nil
}

func (t *talk) voidNumber(c *cli.Context) error {
	number := c.Args().First()
	if number == "" {
		return misused("写成 hongtou number void 发文字号", "hongtou number void NUMBER")
	}
	day, err := today()
	if err != nil {
		return err
	}
	r, err := t.register(c)
	if err != nil {
		return err
	}
	err = r.Void(c.Context, number, day)
	if errors.Is(err, register.ErrUnknown) {
		return misused("%s：登记簿（%s 旁的 %s）中没有此号，或已作废", "%s: not in the register (%[3]s beside %[2]s), or void already", number, source.ConfigName, register.FileName)
	}
	if err == nil {
		t.say("%s 已作废", "%s is void", number)
	}
	return err
}
