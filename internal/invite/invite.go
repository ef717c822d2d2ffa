// Package invite packs answers into a deep link of the bot and into a code short enough to type, and reads them back.
//
// Nothing is stored: the link holds the answers. Links are printed on posters, so their form never changes: the tables below
// only ever grow at their end, and testdata/released.txt holds links of every version, which must decode for ever. A payload
// that is damaged, forged or of an unknown version decodes to nothing: the caller then begins as usual.
package invite

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"
)

// Invite is answers given in advance, and the campaign that the link belongs to.
type Invite struct {
	// Facts are the answers by slot: "stage", "holder", "sector", "need", "employs", "place" (the code of a commune, of a
	// department, or "FR"). Any of them may be missing.
	Facts map[string]string
	// Campaign is a name of at most MaxCampaign characters among a–z, 0–9 and "-"; may be empty.
	Campaign string
}

// MaxCampaign is the longest name of a campaign.
const MaxCampaign = 32

// ErrFact is an answer that a link cannot hold.
var ErrFact = errors.New("invite: answer that a link cannot hold")

// ErrCampaign is a name that a link cannot hold.
var ErrCampaign = errors.New("invite: campaign name that a link cannot hold")

const (
	version     = "j1"
	bodyLength  = 8 // base64 characters for 48 bits
	checkBits   = 11
	placeBits   = 17
	numberBits  = 10
	placeKinds  = 2
	noPlace     = 0
	communeKind = 1
	wholeKind   = 2 // a department
	countryKind = 3
)

// field is a slot and the codes that its number stands for; number 0 is "not said". The lists only ever grow at their end.
type field struct {
	slot  string
	bits  int
	codes []string
}

func fields() []field {
	return []field{
		{"stage", 3, []string{"idea", "creation", "consolidation", "development"}},
		{"holder", 3, []string{"individual", "collective", "organisation", "authority"}},
		{"sector", 5, []string{
			"food-farming", "local-shops", "mobility", "third-places", "circular-economy", "energy", "inclusion", "care", "culture", "housing",
			"crafts", "tourism", "other",
		}},
		{"need", 5, []string{
			"premises", "funding", "legal-form", "business-model", "testing", "network", "training", "governance", "participation", "hiring",
		}},
		{"employs", 2, []string{"yes", "no"}},
	}
}

// departments are numbered by their place in this list, which only ever grows at its end.
func departments() []string {
	var list []string
	for i := 1; i <= 95; i++ {
		if i == 20 {
			list = append(list, "2A", "2B")
			continue
		}
		list = append(list, fmt.Sprintf("%02d", i))
	}
	return append(list, "971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988", "989")
}

var campaignPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Payload packs an invite into the payload of a deep link: at most 64 characters of A–Z, a–z, 0–9, "_" and "-".
func (i Invite) Payload() (string, error) {
	bits, err := i.pack()
	if err != nil {
		return "", err
	}
	var bytes [8]byte
	binary.BigEndian.PutUint64(bytes[:], bits<<16)
	payload := version + base64.RawURLEncoding.EncodeToString(bytes[:6])
	if i.Campaign != "" {
		payload += "_" + i.Campaign
	}
	return payload, nil
}

// Read unpacks a payload; ok is false for one that is not an invite.
func Read(payload string) (i Invite, ok bool) {
	body, found := strings.CutPrefix(payload, version)
	if !found || len(body) < bodyLength || len(payload) > 64 {
		return Invite{}, false
	}
	body, campaign := body[:bodyLength], body[bodyLength:]
	if campaign != "" {
		if campaign, found = strings.CutPrefix(campaign, "_"); !found {
			return Invite{}, false
		}
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(body)
	if err != nil {
		return Invite{}, false
	}
	var bytes [8]byte
	copy(bytes[:], raw)
	return unpack(binary.BigEndian.Uint64(bytes[:])>>16, campaign)
}

// Link is the address that opens the bot with the answers given.
func (i Invite) Link(username string) (string, error) {
	payload, err := i.Payload()
	if err != nil {
		return "", err
	}
	return "https://t.me/" + username + "?start=" + payload, nil
}

// pack numbers the answers: 37 bits, then the sum that guards them and the campaign.
func (i Invite) pack() (uint64, error) {
	if i.Campaign != "" && (len(i.Campaign) > MaxCampaign || !campaignPattern.MatchString(i.Campaign)) {
		return 0, fmt.Errorf("%w: %q", ErrCampaign, i.Campaign)
	}
	var bits uint64
	for _, f := range fields() {
		number := 0
		if value := i.Facts[f.slot]; value != "" {
			if number = slices.Index(f.codes, value) + 1; number == 0 {
				return 0, fmt.Errorf("%w: %s %q", ErrFact, f.slot, value)
			}
		}
		bits = bits<<f.bits | uint64(number)
	}
	kind, number, err := packPlace(i.Facts["place"])
	if err != nil {
		return 0, err
	}
	bits = (bits<<placeKinds|kind)<<placeBits | number
	return bits<<checkBits | sum(bits, i.Campaign), nil
}

func unpack(bits uint64, campaign string) (Invite, bool) {
	if campaign != "" && (len(campaign) > MaxCampaign || !campaignPattern.MatchString(campaign)) {
		return Invite{}, false
	}
	check := bits & (1<<checkBits - 1)
	bits >>= checkBits
	if sum(bits, campaign) != check {
		return Invite{}, false
	}
	place, ok := unpackPlace(bits>>placeBits&(1<<placeKinds-1), bits&(1<<placeBits-1))
	if !ok {
		return Invite{}, false
	}
	i := Invite{Facts: map[string]string{}, Campaign: campaign}
	if place != "" {
		i.Facts["place"] = place
	}
	bits >>= placeBits + placeKinds
	all := fields()
	for n := len(all) - 1; n >= 0; n-- {
		number := int(bits & (1<<all[n].bits - 1))
		bits >>= all[n].bits
		switch {
		case number > len(all[n].codes):
			return Invite{}, false
		case number > 0:
			i.Facts[all[n].slot] = all[n].codes[number-1]
		}
	}
	return i, bits == 0
}

// sum guards against a wrong character: it is no secret and no signature.
func sum(bits uint64, campaign string) uint64 {
	h := fnv.New64a()
	var bytes [8]byte
	binary.BigEndian.PutUint64(bytes[:], bits)
	h.Write(bytes[:])
	h.Write([]byte(campaign))
	full := h.Sum64()
	return (full ^ full>>checkBits ^ full>>(3*checkBits)) & (1<<checkBits - 1)
}

// packPlace numbers a place: the department, and for a commune the rest of its code.
func packPlace(code string) (kind, number uint64, err error) {
	switch code {
	case "":
		return noPlace, 0, nil
	case "FR":
		return countryKind, 0, nil
	}
	list := departments()
	if at := slices.Index(list, code); at >= 0 {
		return wholeKind, uint64(at) << numberBits, nil
	}
	if len(code) == 5 {
		size := 2
		if code[:2] == "97" || code[:2] == "98" {
			size = 3
		}
		at := slices.Index(list, code[:size])
		var rest uint64
		if _, err := fmt.Sscanf(code[size:], "%d", &rest); err == nil && at >= 0 && fmt.Sprintf("%0*d", 5-size, rest) == code[size:] {
			return communeKind, uint64(at)<<numberBits | rest, nil
		}
	}
	return 0, 0, fmt.Errorf("%w: place %q", ErrFact, code)
}

func unpackPlace(kind, number uint64) (code string, ok bool) {
	list := departments()
	at, rest := int(number>>numberBits), number&(1<<numberBits-1)
	switch {
	case kind == noPlace && number == 0:
		return "", true
	case kind == countryKind && number == 0:
		return "FR", true
	case at >= len(list):
		return "", false
	case kind == wholeKind && rest == 0:
		return list[at], true
	case kind == communeKind:
		code = fmt.Sprintf("%s%0*d", list[at], 5-len(list[at]), rest)
		return code, len(code) == 5
	}
	return "", false
}
