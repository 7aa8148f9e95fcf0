package sheet

import (
	"math"
	"time"
)

var dateFunctions = map[string]*function{
	"DATE": {min: 3, max: 3, eval: func(a *args) value {
		y := a.int(0)
		if y < 1900 || y > 9999 {
			return fault("#NUM!", "the year is not between 1900 and 9999")
		}
		return date(time.Date(y, time.Month(a.int(1)), a.int(2), 0, 0, 0, 0, time.UTC))
	}},
	"YEAR":  {min: 1, max: 1, eval: func(a *args) value { return number(float64(a.date(0).Year())) }},
	"MONTH": {min: 1, max: 1, eval: func(a *args) value { return number(float64(a.date(0).Month())) }},
	"DAY":   {min: 1, max: 1, eval: func(a *args) value { return number(float64(a.date(0).Day())) }},
	"WEEKDAY": {min: 1, max: 2, eval: func(a *args) value {
		sunday := int(a.date(0).Weekday())
		switch a.numberOr(1, 1) {
		case 1:
			return number(float64(sunday + 1))
		case 2:
			return number(float64((sunday+6)%7 + 1))
		case 3:
			return number(float64((sunday + 6) % 7))
		}
		return fault("#NUM!", "the kind of week is 1, 2 or 3")
	}},
	"EDATE":   {min: 2, max: 2, eval: func(a *args) value { return date(addMonths(a.date(0), a.int(1))) }},
	"EOMONTH": {min: 2, max: 2, eval: func(a *args) value { return date(monthEnd(a.date(0), a.int(1))) }},
	"DATEDIF": {min: 3, max: 3, eval: dateDif},
	"NETWORKDAYS": {min: 2, max: 3, eval: func(a *args) value {
		from, to, sign := a.date(0), a.date(1), 1.0
		if to.Before(from) {
			from, to, sign = to, from, -1
		}
		off, n := a.holidays(2), 0.0
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			if workday(d, off) {
				n++
			}
		}
		return number(sign * n)
	}},
	"WORKDAY": {min: 2, max: 3, eval: func(a *args) value {
		d, n, off := a.date(0), int(math.Trunc(a.number(1))), a.holidays(2)
		step := 1
		if n < 0 {
			step, n = -1, -n
		}
		if n > 100_000 {
			return fault("#NUM!", "so many days lead out of the calendar")
		}
		for n > 0 {
			if d = d.AddDate(0, 0, step); workday(d, off) {
				n--
			}
		}
		return date(d)
	}},
}

// date is the number of a date; Excel's calendar is right from March 1900 on.
func date(t time.Time) value {
	if n := serial(t); n >= 61 && t.Year() <= 9999 {
		return number(n)
	}
	return fault("#NUM!", "the date lies outside of the calendar")
}

func (a *args) date(i int) time.Time {
	n := a.number(i)
	if n < 61 || n > 2958465 {
		panic(fault("#NUM!", "the date lies outside of the calendar (or the cell is empty)"))
	}
	return civil(n)
}

func (a *args) holidays(i int) map[time.Time]bool {
	if !a.has(i) {
		return nil
	}
	off := map[time.Time]bool{}
	for _, n := range (&args{a.e, a.nodes[i : i+1]}).numbers(0) {
		off[civil(n)] = true
	}
	return off
}

func workday(d time.Time, off map[time.Time]bool) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !off[d]
}

func monthEnd(d time.Time, months int) time.Time {
	return time.Date(d.Year(), d.Month()+time.Month(months)+1, 0, 0, 0, 0, 0, time.UTC)
}

// addMonths keeps the day, or takes the month's last.
func addMonths(d time.Time, months int) time.Time {
	end := monthEnd(d, months)
	return time.Date(end.Year(), end.Month(), min(d.Day(), end.Day()), 0, 0, 0, 0, time.UTC)
}

func dateDif(a *args) value {
	from, to := a.date(0), a.date(1)
	if to.Before(from) {
		return fault("#NUM!", "the end lies before the beginning")
	}
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if to.Day() < from.Day() {
		months--
	}
	switch a.text(2) {
	case "D", "d":
		return number(serial(to) - serial(from))
	case "M", "m":
		return number(float64(months))
	case "Y", "y":
		return number(float64(months / 12))
	}
	return fault("#NUM!", `the unit is "d", "m" or "y"`)
}
