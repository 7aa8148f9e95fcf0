package main

import (
	"errors"
	"fmt"
	"os/user"
	"time"

	"github.com/urfave/cli/v2"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// confirmation is what was confirmed, as --format json tells it.
type confirmation struct {
	Table   string `json:"table"`
	From    string `json:"from"`
	Through string `json:"through"`
	Person  string `json:"person"`
	Day     string `json:"day"`
}

func (t *talk) confirmCommand() *cli.Command {
	return &cli.Command{
		Name: "confirm", Usage: t.in("确认一张登记事件的表到某日为止没有应登记而未登记的事项（零报告）", "confirm that a table of events lacks nothing through a day (nothing to report)"), ArgsUsage: t.in("表名", "TABLE"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "through", Usage: t.in("到这一 `日期` 为止，如 2026-03-31", "through this `DATE`, such as 2026-03-31")},
			&cli.StringFlag{Name: "from", Usage: t.in("从这一 `日期` 起；默认接着已有数据", "from this `DATE`; by default where the data end")},
			&cli.StringFlag{Name: "by", Usage: t.in("确认人 `姓名`；默认为系统用户名", "the `NAME` of who confirms; by default the user's")},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return misused("写成 hongtou confirm 表名", "hongtou confirm TABLE")
			}
			through, err := dayOf(c, "through")
			if err != nil {
				return err
			}
			from, err := dayOf(c, "from")
			if err != nil {
				return err
			}
			w, err := t.open(c)
			if err != nil {
				return err
			}
			if t.complain(w.Complaints) {
				return exit(exitComplaints)
			}
			by := c.String("by")
			if u, err := user.Current(); by == "" && err == nil {
				by = u.Username
			}
			x, err := w.Confirm(c.Context, c.Args().First(), from, through, by)
			if errors.Is(err, generator.ErrConfirmation) {
				return usage{err}
			}
			if errors.Is(err, generator.ErrConfirmationsFile) {
				if spoken := (*diag.Spoken)(nil); errors.As(err, &spoken) {
					t.tell(spoken.Text)
				}
				return exit(exitComplaints)
			}
			if err != nil {
				return err
			}
			t.say("已记入零报告：“%[7]s”表，%[2]s至%[3]s，确认人 %[4]s", "confirmed: %[1]s, %[5]s to %[6]s, by %[4]s", x.Table, x.Since.Long(), x.Through.Long(), x.Person, x.Since, x.Through, model.TableOf(x.Table).Title)
			t.answer(fmt.Sprintf("%s\t%s\t%s\t%s", x.Table, x.Since, x.Through, x.Person),
				confirmation{x.Table, x.Since.String(), x.Through.String(), x.Person, x.Day.String()})
			return nil
		},
	}
}

// dayOf is a flag's date, the zero Date where it is not given.
func dayOf(c *cli.Context, name string) (period.Date, error) {
	text := c.String(name)
	if text == "" {
		return period.Date{}, nil
	}
	d, err := time.Parse("2006-1-2", text)
	if err != nil {
		return period.Date{}, misused("--%s %s：应如 2026-03-31", "--%s %s: want a date such as 2026-03-31", name, text)
	}
	return period.DateOf(d), nil
}
