package model

import (
	"errors"
	"strconv"
	"strings"

	"hongtou/generator/period"
)

// The sentences of accident statistics, in the order that reports use: total,
// then each indicator against another span of time. A figure of which nothing
// happened in either span is left out, and no percentage is made of zero. A span
// that the table of accidents does not reach makes no sentence but that it is so.

// Phrase says what happened: 发生生产安全事故3起、死亡1人、受伤2人，直接经济损失
// 35.5万元; 未发生生产安全事故 where nothing did. Of figures that the table has
// no column for it says nothing. The error is of figures that are not known.
func (i Indicators) Phrase() (string, error) {
	if i.Accidents == 0 {
		return "未发生生产安全事故", nil
	}
	if err := i.known("Deaths", "Injuries", "Loss"); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("发生生产安全事故" + decimal(float64(i.Accidents), 0) + "起")
	if i.Deaths > 0 {
		b.WriteString("、死亡" + decimal(float64(i.Deaths), 0) + "人")
	}
	if i.Injuries > 0 {
		b.WriteString("、受伤" + decimal(float64(i.Injuries), 0) + "人")
	}
	if i.Loss > 0 {
		b.WriteString("，直接经济损失" + decimal(i.Loss, 2) + "万元")
	}
	if i.Deaths == 0 && !i.leftOut("Deaths") {
		b.WriteString("，未造成人员死亡")
	}
	return b.String(), nil
}

// known is the error of figures that are not known; one that the table has no column for
// is no want.
func (i Indicators) known(fields ...string) error {
	var errs []error
	for _, f := range fields {
		if !i.leftOut(f) {
			errs = append(errs, i.unknownFigure(f))
		}
	}
	return errors.Join(errs...)
}

// leftOut tells of a figure that the table has no column for.
func (i Indicators) leftOut(field string) bool { return i.notKept(field, i.Accidents) }

// Brief is the count after a name in a list: 21起、死亡11人; 2起 where nobody died. The
// error is of deaths that are not known.
func (i Indicators) Brief() (string, error) {
	s := decimal(float64(i.Accidents), 0) + "起"
	if i.Deaths > 0 {
		s += "、死亡" + decimal(float64(i.Deaths), 0) + "人"
	}
	return s, i.known("Deaths")
}

// Against compares with an earlier span: 事故起数上升12.5%（增加1起），死亡人数持平.
// The figure that was zero before is given by its change alone; "" where nothing
// happened in either span. What one of them has no column for is not compared; the error
// is of other figures that are not known.
func (i Indicators) Against(last Indicators) (string, error) {
	var parts []string
	var errs []error
	for _, f := range []struct {
		field, name, measure string
		now, last            float64
	}{
		{"Accidents", "事故起数", "起", float64(i.Accidents), float64(last.Accidents)},
		{"Deaths", DeathsIndicator, "人", float64(i.Deaths), float64(last.Deaths)},
		{"Injuries", "受伤人数", "人", float64(i.Injuries), float64(last.Injuries)},
		{"Loss", "直接经济损失", "万元", i.Loss, last.Loss},
	} {
		if i.leftOut(f.field) || last.leftOut(f.field) {
			continue
		}
		errs = append(errs, i.known(f.field), last.known(f.field))
		switch {
		case f.now == 0 && f.last == 0:
		case tidy(f.now-f.last) == 0:
			parts = append(parts, f.name+"持平")
		case f.last == 0:
			parts = append(parts, f.name+Change(f.now, f.last, f.measure))
		default:
			parts = append(parts, f.name+Compare(f.now, f.last)+"（"+Change(round2(f.now), round2(f.last), f.measure)+"）")
		}
	}
	return strings.Join(parts, "，"), errors.Join(errs...)
}

// round2 keeps what a table of 万元 shows, so that a change in the text is the
// difference of the figures printed.
func round2(x float64) float64 { return tidy(float64(int64(x*100+0.5)) / 100) }

// YearOnYear is the row's sentence against the same period of last year (同比),
// without a full stop.
func (s *Statistics) YearOnYear(r Row) (string, error) {
	span := "上年同期"
	if !s.Period.Ended() {
		span = "上年同期（" + s.Period.LastYear().Days() + "）"
	}
	return versus(r.This, r.LastYear, span)
}

// YearToDate is what the cumulative figures are of: 1月至6月, or of a period that has
// not ended 1月1日至5月31日.
func (s *Statistics) YearToDate() string {
	if asOf := s.AsOf(); !s.Period.Ended() {
		return "1月1日至" + strconv.Itoa(asOf.Month) + "月" + strconv.Itoa(asOf.Day) + "日"
	}
	return "1月至" + strconv.Itoa(s.Period.LastMonth()) + "月"
}

// OnPrevious is the row's sentence against the period before (环比).
func (s *Statistics) OnPrevious(r Row) (string, error) {
	if _, err := r.This(); err == nil && !s.Period.Ended() {
		return "本期尚未结束，不与" + previousName(s.Period) + "比较", nil
	}
	return versus(r.This, r.Previous, previousName(s.Period))
}

// previousName is what a paper calls the period before.
func previousName(p period.Period) string {
	return [...]string{period.Year: "上年", period.Half: "上一个半年", period.Quarter: "上季度", period.Month: "上月"}[p.Kind]
}

// CumulativeYearOnYear is the row's sentence of the year so far against the
// same days of last year.
func (s *Statistics) CumulativeYearOnYear(r Row) (string, error) {
	return versus(r.Cumulative, r.CumulativeLastYear, "上年同期")
}

// versus compares two spans. One that is not known to compare with is said to be
// so; the error is of the span that is told of.
func versus(of, with func() (Indicators, error), span string) (string, error) {
	now, err := of()
	if err != nil {
		return "", err
	}
	switch last, err := with(); {
	case err != nil:
		return span + "没有可比的统计数据，不作比较", nil
	case now.Accidents == 0 && last.Accidents == 0:
		return span + "也未发生", nil
	case last.Accidents == 0:
		return span + "未发生生产安全事故", nil
	case now.Accidents == 0:
		phrase, err := last.Phrase()
		return span + phrase, err
	default:
		against, err := now.Against(last)
		return "与" + span + "相比，" + against, err
	}
}
