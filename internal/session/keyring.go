package session

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// Keyring holds the key of a store and, after a change of key, the earlier ones. What is written is sealed with the first;
// what is read may be under any of them.
//
// To change the key of a running service: start every replica with the new key as an earlier one, then with the new key
// first and the old one as earlier, and drop the old one after Options.TTL. Conversations move to the new key as they are
// used; Sweep moves facts and counters.
type Keyring struct {
	keys []key
}

// key is one store key, already split by HKDF into its two uses.
type key struct {
	names, seals [32]byte // for ids, for records
}

// id is a name as the store knows it: HMAC-SHA-256 of its kind and text.
type id [32]byte

// kind separates what is named: the same text as two kinds gives two unrelated ids.
type kind byte

const (
	kindSession kind = 's'
	kindFact    kind = 'f'
	kindCount   kind = 'c'
	kindLock    kind = 'l'
	kindMarker  kind = 'm' // one record that tells whether the ring is that of the store
	kindProbe   kind = 'p'
)

// keySize is the length of a store key, in bytes.
const keySize = 32

// NewKeyring makes a ring of keys of 32 bytes each.
func NewKeyring(current []byte, earlier ...[]byte) (Keyring, error) {
	var ring Keyring
	for _, secret := range append([][]byte{current}, earlier...) {
		if len(secret) != keySize {
			return Keyring{}, fmt.Errorf("a key of %d bytes instead of %d: %w", len(secret), keySize, ErrWeakKey)
		}
		var k key
		for _, use := range []struct {
			info string
			to   *[32]byte
		}{{"jalon lookup", &k.names}, {"jalon seal", &k.seals}} {
			derived, err := hkdf.Key(sha256.New, secret, nil, use.info, len(use.to))
			if err != nil {
				return Keyring{}, fmt.Errorf("deriving a key: %w", err)
			}
			copy(use.to[:], derived)
		}
		ring.keys = append(ring.keys, k)
	}
	return ring, nil
}

// Format prints how many keys there are, never the keys, whatever the verb.
func (r Keyring) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "Keyring(%d)", len(r.keys))
}

// ids returns the ids of a name under every key, the current first.
func (r Keyring) ids(k kind, text string) []id {
	ids := make([]id, len(r.keys))
	for i, one := range r.keys {
		ids[i] = one.id(k, text)
	}
	return ids
}

// lockID returns the id of a lock. It depends on the set of keys and not on their order, so that replicas in the middle of
// a change of key exclude each other.
func (r Keyring) lockID(text string) id {
	lowest := r.keys[0]
	for _, one := range r.keys[1:] {
		if string(one.names[:]) < string(lowest.names[:]) {
			lowest = one
		}
	}
	return lowest.id(kindLock, text)
}

// open opens a record under whichever key sealed it, and returns the place of that key in the ring.
func (r Keyring) open(k kind, name id, record []byte) (plain []byte, place int, err error) {
	for i, one := range r.keys {
		if plain, err := one.open(k, name, record); err == nil {
			return plain, i, nil
		}
	}
	return nil, 0, ErrSealed
}

func (k key) id(of kind, text string) id {
	mac := hmac.New(sha256.New, k.names[:])
	mac.Write([]byte{byte(of)})
	mac.Write([]byte(text))
	return id(mac.Sum(nil))
}

// A record is a version, the day of expiry (zero: never), a nonce and the sealed value with its tag. Version and day are
// authenticated with the value.
const (
	recordVersion = 1
	headSize      = 1 + 4
	nonceSize     = 12
	tagSize       = 16
	recordMin     = headSize + nonceSize + tagSize
)

// seal makes the record of a value. Each record has a key of its own, so that random nonces never repeat under one key.
func (k key) seal(of kind, name id, day uint32, plain []byte) []byte {
	record := make([]byte, headSize+nonceSize, recordMin+len(plain))
	record[0] = recordVersion
	binary.BigEndian.PutUint32(record[1:], day)
	nonce := record[headSize:]
	_, _ = rand.Read(nonce) // never fails: the runtime ends the process first
	return k.aead(of, name).Seal(record, nonce, plain, associated(of, name, record))
}

// open returns the value of a record, or ErrSealed.
func (k key) open(of kind, name id, record []byte) ([]byte, error) {
	if len(record) < recordMin || record[0] != recordVersion {
		return nil, ErrSealed
	}
	nonce, box := record[headSize:headSize+nonceSize], record[headSize+nonceSize:]
	plain, err := k.aead(of, name).Open(nil, nonce, box, associated(of, name, record))
	if err != nil {
		return nil, ErrSealed
	}
	if plain == nil {
		plain = []byte{} // an empty value is not an absent one
	}
	return plain, nil
}

func associated(of kind, name id, record []byte) []byte {
	data := make([]byte, 0, 1+len(name)+headSize)
	data = append(data, byte(of))
	data = append(data, name[:]...)
	return append(data, record[:headSize]...)
}

// aead returns the cipher of one record.
func (k key) aead(of kind, name id) cipher.AEAD {
	mac := hmac.New(sha256.New, k.seals[:])
	mac.Write([]byte{byte(of)})
	mac.Write(name[:])
	block, err := aes.NewCipher(mac.Sum(nil))
	if err != nil {
		panic(err) // 32 bytes are always a key of AES
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // AES always has blocks of 16 bytes
	}
	return aead
}

// recordDay returns the day of expiry written on a record, without opening it; zero when there is none to read.
func recordDay(record []byte) uint32 {
	if len(record) < headSize || record[0] != recordVersion {
		return 0
	}
	return binary.BigEndian.Uint32(record[1:])
}

// packFact puts a fact's name beside its value, so that facts can be listed.
func packFact(name string, value []byte) []byte {
	packed := binary.AppendUvarint(make([]byte, 0, binary.MaxVarintLen64+len(name)+len(value)), uint64(len(name)))
	packed = append(packed, name...)
	return append(packed, value...)
}

func unpackFact(packed []byte) (name string, value []byte, err error) {
	size, n := binary.Uvarint(packed)
	if n <= 0 || size > uint64(len(packed)-n) {
		return "", nil, ErrSealed
	}
	rest := packed[n:]
	return string(rest[:size]), rest[size:], nil
}

// packCount puts a counter's figure before its name.
func packCount(name string, count int64) []byte {
	packed := binary.BigEndian.AppendUint64(make([]byte, 0, 8+len(name)), uint64(count))
	return append(packed, name...)
}

func unpackCount(packed []byte) (name string, count int64, err error) {
	if len(packed) < 8 {
		return "", 0, ErrSealed
	}
	return string(packed[8:]), int64(binary.BigEndian.Uint64(packed)), nil
}
