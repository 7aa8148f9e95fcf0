package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

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
		Name: "number", Usage: "查看发文字号登记簿，作废字号",
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "列出字号，并核对登记簿", ArgsUsage: "[年份]", Action: t.listNumbers},
			{Name: "void", Usage: "作废一个字号：仍占号，该文书下次生成时另编新号", ArgsUsage: "发文字号", Action: t.voidNumber},
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
			return usage{fmt.Errorf("number list %s: 年份 / YEAR", s)}
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
		whom := strings.TrimSpace(row.Target + " " + row.Period + " " + row.Unit)
		t.answer(fmt.Sprintf("%s\t%s\t%s\t%s\t%s", row.Number(), row.State, row.Date, whom, row.Title),
			numberRow{row.Number(), row.Year, row.Code, row.Serial, row.Target, row.Period, row.Unit, row.Title, row.Date.String(), row.State})
	}
	return nil
}

func (t *talk) voidNumber(c *cli.Context) error {
	number := c.Args().First()
	if number == "" {
		return usage{errors.New("number void 发文字号 / NUMBER")}
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
		return usage{fmt.Errorf("%s: 登记簿（%s 旁的 %s）中没有此号，或已作废 / not in the register, or void already", number, source.ConfigName, register.FileName)}
	}
	if err == nil {
		t.say("%s 已作废", "%s is void", number)
	}
	return err
}
