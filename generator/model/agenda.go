package model

import (
	"fmt"
	"strconv"
	"strings"
)

// Slot is one item of the agenda with its time of day; From and To are "" where
// a length before them is not known.
type Slot struct {
	AgendaItem
	From, To string // 9:00
}

// Schedule gives every item its time, counted from the meeting's start.
func (m *Meeting) Schedule() []Slot {
	slots := make([]Slot, len(m.Agenda))
	at, known := minutesOf(m.Start)
	for i, item := range m.Agenda {
		slots[i].AgendaItem = item
		if !known {
			continue
		}
		slots[i].From = clock(at)
		if known = item.Minutes > 0; known {
			at += item.Minutes
			slots[i].To = clock(at)
		}
	}
	return slots
}

func minutesOf(start string) (int, bool) {
	hour, minute, ok := strings.Cut(start, ":")
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	return h*60 + m, ok && err == nil && err2 == nil
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60%24, minutes%60) }

// Invitee is one line of a sign-in sheet.
type Invitee struct {
	Attendee
	Role  string // 出席 or 列席; "" for a blank line
	Phone string
	Note  string // 代某人, 请假, 未回执
}

// Invitees lists everybody who is asked to come, those who asked for leave too, by the
// replies where there are any, and spare blank lines for who comes in their place.
func (m *Meeting) Invitees(spare int) []Invitee {
	in := m.listed()
	if len(m.Replies) > 0 {
		in = m.invited()
	}
	return append(in, make([]Invitee, max(spare, 0))...)
}

// listed are the people whom the meeting's file names.
func (m *Meeting) listed() []Invitee {
	var in []Invitee
	for _, group := range []struct {
		role string
		list []Attendee
	}{{"出席", m.Present}, {"出席", m.Absent}, {"列席", m.Observers}} {
		for _, a := range group.list {
			in = append(in, Invitee{Attendee: a, Role: group.role})
		}
	}
	return in
}

var _ = explain[Invitee]("Role 出席或列席; Phone 联系电话; Note 回执情况：代某人、请假、未回执")

var _ = explain[Slot]("From 开始时间; To 结束时间")
