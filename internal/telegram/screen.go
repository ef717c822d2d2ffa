package telegram

import (
	"errors"
	"strconv"
	"strings"
)

// screen is what the bot remembers of a conversation's messages, kept with the session as a short text.
type screen struct {
	// living is the message with buttons that the next answer may replace; zero: none.
	living int
	// last is the last message that the bot sent to this person; zero: not known.
	last int
	// shows tells what the living message shows, so that it is not edited to show the same.
	shows uint64
	// keyboard is true while a keyboard stands in place of the phone's own.
	keyboard bool
}

const screenVersion = "1"

// String writes the screen for Reply.Memory.
func (s screen) String() string {
	text := screenVersion + ":" + strconv.Itoa(s.living) + ":" + strconv.Itoa(s.last) + ":" + strconv.FormatUint(s.shows, 36)
	if s.keyboard {
		text += ":k"
	}
	return text
}

// parseScreen reads what String wrote; anything else is a screen of which nothing is known.
func parseScreen(memory string) screen {
	fields := strings.Split(memory, ":")
	if len(fields) < 4 || fields[0] != screenVersion {
		return screen{}
	}
	living, err1 := strconv.Atoi(fields[1])
	last, err2 := strconv.Atoi(fields[2])
	shows, err3 := strconv.ParseUint(fields[3], 36, 64)
	if err := errors.Join(err1, err2, err3); err != nil || living < 0 || last < 0 {
		return screen{}
	}
	return screen{living: living, last: last, shows: shows, keyboard: len(fields) > 4 && fields[4] == "k"}
}

// known is false for a conversation of which nothing is remembered.
func (s screen) known() bool { return s.last > 0 }

// editable says whether the message under which a button was pressed is to be replaced: the living one with nothing of the
// bot's below it, or one below everything remembered, whose memory was lost. Where nothing is remembered the message may be
// one that the person keeps, and in a group it may be another person's: both stay.
func (s screen) editable(pressed int, group bool) bool {
	switch {
	case pressed == 0 || !s.known():
		return false
	case pressed == s.living:
		return s.last <= s.living
	case group:
		return false
	}
	return pressed > s.last
}
