package model

import (
	"fmt"
	"testing"
)

// What an interview agreed on is late behind its limit until it is done, and stands in the
// ledger until the period in which it was done is over.
func TestInterviewPoints(t *testing.T) {
	o := yearCity()
	o.Rewards = []*Reward{{Code: "R1", Date: day("2026-03-02"), Kind: InterviewKind, UnitCode: "D1", Title: "约谈", Reason: "滞后", Due: day("2026-03-16"), Followed: day("2026-04-02"), Stated: "甲。\n乙；", Origin: row(2)}}
	o.InterviewPoints = []*InterviewPoint{
		{RewardCode: "R1", Content: "丙。", Deadline: day("2026-03-20"), Done: day("2026-03-25"), Origin: row(2)},
		{RewardCode: "R1", Content: "丁", Deadline: day("2026-04-20"), Origin: row(3)},
	}
	if l := o.Check(); l.Errors() > 0 {
		t.Fatal(l.All())
	}
	u, r := o.Unit("D1"), o.Rewards[0]
	for on, want := range map[string]string{"2026-03-16": "0 0 整改中整改中", "2026-03-20": "0 1 整改中整改中", "2026-03-21": "1 1 逾期整改中", "2026-03-25": "0 1 已完成整改中", "2026-04-02": "0 0 已完成整改中", "2026-04-21": "1 0 已完成逾期"} {
		got := fmt.Sprint(len(o.LateInterviewPoints(u, day(on))), len(o.UnreportedInterviews(u, day(on)))) + " " + r.Points[0].Status(day(on)) + r.Points[1].Status(day(on))
		if got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
	for month, want := range map[string]int{"2026-02": 0, "2026-03": 2, "2026-04": 1} {
		if n := len(o.InterviewPointsOpen(quarterMonth(month))); n != want {
			t.Errorf("%s has %d, want %d", month, n, want)
		}
	}
	if fmt.Sprint(r.Statements()) != "[甲 乙]" || r.Points[0].ContentText() != "丙" || !r.Points[0].DoneBy(day("2026-03-24")).IsZero() || len(o.LateInterviewPoints(o.Unit("T1"), day("2026-05-01"))) != 0 {
		t.Errorf("%+v", r)
	}
}

// What can't be is told of.
func TestInterviewPointsThatCannotBe(t *testing.T) {
	for code, change := range map[string]func(r *Reward, p *InterviewPoint){
		"interview-unknown":        func(_ *Reward, p *InterviewPoint) { p.RewardCode = "R9" },
		"interview-point-deadline": func(_ *Reward, p *InterviewPoint) { p.Deadline = day("2026-03-01") },
		"interview-point-done":     func(_ *Reward, p *InterviewPoint) { p.Done = day("2026-03-01") },
		"reward-minuted":           func(r *Reward, _ *InterviewPoint) { r.Minuted = day("2026-03-01") },
	} {
		for _, kind := range []string{InterviewKind, CriticismKind} {
			o := yearCity()
			r := &Reward{Code: "R1", Date: day("2026-03-02"), Kind: kind, UnitCode: "D1", Title: "约谈", Reason: "滞后", Origin: row(2)}
			p := &InterviewPoint{RewardCode: "R1", Content: "丙", Deadline: day("2026-03-20"), Origin: row(2)}
			want := code
			if change(r, p); kind != InterviewKind && code != "reward-minuted" {
				want = "interview-unknown"
			}
			o.Rewards, o.InterviewPoints = []*Reward{r}, []*InterviewPoint{p}
			said := false
			for _, d := range o.Check().All() {
				said = said || d.Code == want
			}
			if !said {
				t.Errorf("%s of a row of kind %s is not told of", want, kind)
			}
		}
	}
}
