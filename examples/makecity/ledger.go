package main

import (
	"strconv"

	"hongtou/generator/period"
)

// ledger is a table of the year that is kept as CSV.
type ledger struct {
	header []string
	rows   [][]string
}

func newLedger(headers string) *ledger { return &ledger{header: words(headers)} }

// add appends a row of texts, counts, amounts and dates; a zero date and a nil
// amount are empty cells.
func (l *ledger) add(cells ...any) {
	var row []string
	for _, v := range cells {
		switch v := v.(type) {
		case string:
			row = append(row, v)
		case int:
			row = append(row, strconv.Itoa(v))
		case float64:
			row = append(row, strconv.FormatFloat(v, 'f', -1, 64))
		case period.Date:
			row = append(row, v.String())
		case nil:
			row = append(row, "")
		default:
			panic("a ledger takes texts, numbers and dates")
		}
	}
	if len(row) != len(l.header) {
		panic("a row of " + l.header[0] + " has " + strconv.Itoa(len(row)) + " cells")
	}
	l.rows = append(l.rows, row)
}

func (l *ledger) csv() ([]byte, error) { return csvWithMark(append([][]string{l.header}, l.rows...)) }

// addLedgers fills the tables of the year; each has its own chance, so that a
// change in one leaves the others alone.
func (c *city) addLedgers(p *people) {
	c.ledgers = map[string]*ledger{}
	c.addHazards(p, source(11))
	c.addListings()
	c.addClauses()
	c.addSupervisions()
	c.nameFillers(p)
	c.addNetwork(p, source(13))
	c.addDuties()
	c.addCommitteeMembers()
	c.addAssessment(source(14))
	c.addSelfMarks()
	c.addRewards()
	c.addInterviewPoints()
	c.addVetoRulings()
	c.addTrainings(p, source(15))
	c.addInvestments(source(16))
	c.addDrills(source(17))
	c.addActivities(p, source(18))
	c.addReports(source(12))
	c.addPlan()
	c.addInspections(p, source(19))
	c.addPapers()
	c.addBases()
	c.addLeaders()
	c.addSafetyMonth()
	c.addReplies()
	c.addMeetings()
	c.addSessions()
	c.addMatters()
	c.addInvestigations()
	c.addCampaign()
	c.addExtensions()
}
