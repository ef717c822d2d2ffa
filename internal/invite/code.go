package invite

import (
	"strings"
)

// alphabet has no letter that is mistaken for another or for a digit.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeLength is the number of characters that hold the 48 bits of an invite.
const codeLength = 10

// Code is the invite as people type it: "J-K7F29-QMD3A", followed by "-name" where it has a campaign.
func (i Invite) Code() (string, error) {
	bits, err := i.pack()
	if err != nil {
		return "", err
	}
	letters := make([]byte, codeLength)
	for n := codeLength - 1; n >= 0; n-- {
		letters[n] = alphabet[bits&31]
		bits >>= 5
	}
	code := "J-" + string(letters[:codeLength/2]) + "-" + string(letters[codeLength/2:])
	if i.Campaign != "" {
		code += "-" + i.Campaign
	}
	return code, nil
}

// ReadCode reads a code as people type it: in any case, with spaces or dashes or none, O for 0 and I or L for 1. ok is false
// for anything else.
func ReadCode(text string) (i Invite, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) < codeLength+1 || len(text) > 64 || text[0] != 'J' && text[0] != 'j' {
		return Invite{}, false
	}
	var bits uint64
	read, at := 0, 1
	for ; at < len(text) && read < codeLength; at++ {
		letter := text[at]
		if letter == '-' || letter == ' ' {
			continue
		}
		value := strings.IndexByte(alphabet, plain(letter))
		if value < 0 {
			return Invite{}, false
		}
		bits = bits<<5 | uint64(value)
		read++
	}
	if read < codeLength || bits>>48 != 0 {
		return Invite{}, false
	}
	campaign := strings.ToLower(strings.Trim(text[at:], " -"))
	return unpack(bits, strings.ReplaceAll(campaign, " ", "-"))
}

// plain undoes the usual mistakes of reading a code.
func plain(letter byte) byte {
	if 'a' <= letter && letter <= 'z' {
		letter -= 'a' - 'A'
	}
	switch letter {
	case 'O':
		return '0'
	case 'I', 'L':
		return '1'
	}
	return letter
}

// Campaign makes the name of a campaign out of what a person typed and already folded to lower case without accents: other
// characters become dashes, and it is cut to length. It may come out empty.
func Campaign(folded string) string {
	var name strings.Builder
	dash := false
	for _, r := range folded {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if dash && name.Len() > 0 {
				name.WriteByte('-')
			}
			name.WriteRune(r)
			dash = false
		} else {
			dash = true
		}
		if name.Len() >= MaxCampaign {
			break
		}
	}
	text := name.String()
	return strings.Trim(text[:min(len(text), MaxCampaign)], "-")
}
