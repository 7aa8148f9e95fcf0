package model

import "strings"

// The sentences of accident statistics, in the order that reports use: total,
// then each indicator against another span of time. A figure of which nothing
// happened in either span is left out, and no percentage is made of zero.

// Phrase says what happened: 发生生产安全事故3起、死亡1人、受伤2人，直接经济损失
// 35.5万元; 未发生生产安全事故 where nothing did.
func (i Indicators) Phrase() string {
	if i.Accidents == 0 {
		return "未发生生产安全事故"
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
	if i.Deaths == 0 {
		b.WriteString("，未造成人员死亡")
	}
	return b.String()
}

// Brief is the count after a name in a list: 21起、死亡11人; 2起 where nobody died.
func (i Indicators) Brief() string {
	s := decimal(float64(i.Accidents), 0) + "起"
	if i.Deaths > 0 {
		s += "、死亡" + decimal(float64(i.Deaths), 0) + "人"
	}
	return s
}

// Against compares with an earlier span: 事故起数上升12.5%（增加1起），死亡人数持平.
// The figure that was zero before is given by its change alone; "" where nothing
// happened in either span.
func (i Indicators) Against(last Indicators) string {
	var parts []string
	for _, f := range []struct {
		name, measure string
		now, last     float64
	}{
		{"事故起数", "起", float64(i.Accidents), float64(last.Accidents)},
		{DeathsIndicator, "人", float64(i.Deaths), float64(last.Deaths)},
		{"受伤人数", "人", float64(i.Injuries), float64(last.Injuries)},
		{"直接经济损失", "万元", i.Loss, last.Loss},
	} {
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
	return strings.Join(parts, "，")
}

// round2 keeps what a table of 万元 shows, so that a change in the text is the
// difference of the figures printed.
func round2(x float64) float64 { return tidy(float64(int64(x*100+0.5)) / 100) }

// YearOnYear is the row's sentence against the same period of last year (同比),
// without a full stop.
func (s *Statistics) YearOnYear(r Row) string {
	return versus(r.This, r.LastYear, s.HasLastYear, "上年同期")
}

// OnPrevious is the row's sentence against the period before (环比).
func (s *Statistics) OnPrevious(r Row) string {
	return versus(r.This, r.Previous, s.HasPrevious, "上一期")
}

// CumulativeYearOnYear is the row's sentence of the year so far against the
// same months of last year.
func (s *Statistics) CumulativeYearOnYear(r Row) string {
	return versus(r.Cumulative, r.CumulativeLastYear, s.HasCumulativeLastYear, "上年同期")
}

func versus(now, last Indicators, has bool, span string) string {
	switch {
	case !has:
		return span + "没有可比的统计数据，不作比较"
	case now.Accidents == 0 && last.Accidents == 0:
		return span + "也未发生"
	case last.Accidents == 0:
		return span + "未发生生产安全事故"
	case now.Accidents == 0:
		return span + last.Phrase()
	}
	return "与" + span + "相比，" + now.Against(last)
}
