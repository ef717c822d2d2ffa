package session

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestLoadKeyringForms(t *testing.T) {
	secret := testKey(200) // its base64 has characters that the two alphabets write differently
	want, err := NewKeyring(secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		hex.EncodeToString(secret),
		strings.ToUpper(hex.EncodeToString(secret)),
		base64.StdEncoding.EncodeToString(secret),
		base64.RawStdEncoding.EncodeToString(secret),
		base64.URLEncoding.EncodeToString(secret),
		"  " + base64.RawURLEncoding.EncodeToString(secret) + "\n",
	} {
		ring, created, err := LoadKeyring(text, "", "")
		if err != nil || created || !sameKeys(ring, want) {
			t.Errorf("LoadKeyring(%q) = created %t, %v, or another key", text, created, err)
		}
	}
}

// sameKeys compares rings; printing them on failure would print keys.
func sameKeys(a, b Keyring) bool {
	if len(a.keys) != len(b.keys) {
		return false
	}
	for i := range a.keys {
		if a.keys[i] != b.keys[i] {
			return false
		}
	}
	return true
}

func TestLoadKeyringPassphrase(t *testing.T) {
	load := func(text string) Keyring {
		ring, _, err := LoadKeyring(text, "", "")
		if err != nil {
			t.Fatalf("LoadKeyring = %v", err)
		}
		return ring
	}
	once := load("une longue phrase secrète")
	if !sameKeys(once, load("une longue phrase secrète")) {
		t.Error("the same passphrase gives two keys")
	}
	if sameKeys(once, load("une longue phrase secrete")) {
		t.Error("two passphrases give the same key")
	}
}

func TestLoadKeyringRefusals(t *testing.T) {
	for _, text := range []string{
		"short", "quinze lettres.", strings.Repeat("0", 14), base64.StdEncoding.EncodeToString(make([]byte, 8)),
		"aaaaaaaaaaaaaaaaaaaaaaa", "abcabcabcabcabcabcabc", strings.Repeat("0", 64), base64.StdEncoding.EncodeToString(make([]byte, 32)),
	} {
		_, _, err := LoadKeyring(text, "", "")
		if !errors.Is(err, ErrWeakKey) || strings.Contains(err.Error(), text) {
			t.Errorf("LoadKeyring(%q) = %v, want ErrWeakKey without the text", text, err)
		}
		if _, _, err := LoadKeyring("", text, filepath.Join(t.TempDir(), "store")); !errors.Is(err, ErrWeakKey) {
			t.Errorf("LoadKeyring with %q as the earlier key = %v, want ErrWeakKey", text, err)
		}
	}
	if _, _, err := LoadKeyring(" \n", "", ""); !errors.Is(err, ErrNoKey) {
		t.Errorf("LoadKeyring of nothing = %v, want ErrNoKey", err)
	}
	if _, err := NewKeyring(testKey(1), []byte("short")); !errors.Is(err, ErrWeakKey) {
		t.Errorf("NewKeyring with a short key = %v, want ErrWeakKey", err)
	}
}

func TestLoadKeyringFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	first, created, err := LoadKeyring("", "", path)
	if err != nil || !created {
		t.Fatalf("LoadKeyring = created %t, %v", created, err)
	}
	info, err := os.Stat(path + ".key")
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("key file: %v, %v", info.Mode(), err)
	}
	again, created, err := LoadKeyring("", "", path)
	if err != nil || created || !sameKeys(first, again) {
		t.Errorf("LoadKeyring again = created %t, %v, or another key", created, err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("left beside the key: %v, %v", entries, err)
	}

	// A key in the environment comes first, then the one beside the store, then the earlier ones.
	current, earlier := hex.EncodeToString(testKey(1)), hex.EncodeToString(testKey(2))+"\n\n"+hex.EncodeToString(testKey(3))
	ring, created, err := LoadKeyring(current, earlier, path)
	want := Keyring{keys: []key{testRing(t, 1).keys[0], first.keys[0], testRing(t, 2).keys[0], testRing(t, 3).keys[0]}}
	if err != nil || created || !sameKeys(ring, want) {
		t.Errorf("LoadKeyring of all = %v, created %t, %v", ring, created, err)
	}
	if ring, created, err = LoadKeyring(current, "", filepath.Join(t.TempDir(), "other")); err != nil || created || len(ring.keys) != 1 {
		t.Errorf("LoadKeyring with a key made another: %v, %t, %v", ring, created, err)
	}
}

func TestLoadKeyringFileRefusals(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	sound := []byte(base64.StdEncoding.EncodeToString(testKey(1)) + "\n")
	write := func(mode fs.FileMode, bytes []byte) {
		_ = os.Remove(path + ".key")
		writeFile(t, path+".key", bytes)
		if err := os.Chmod(path+".key", mode); err != nil {
			t.Fatal(err)
		}
	}
	for _, mode := range []fs.FileMode{0o644, 0o640, 0o604, 0o660} {
		write(mode, sound)
		for _, env := range []string{"", hex.EncodeToString(testKey(2))} {
			if _, _, err := LoadKeyring(env, "", path); !errors.Is(err, ErrExposedKey) {
				t.Errorf("LoadKeyring with a key file %o = %v, want ErrExposedKey", mode, err)
			}
		}
	}
	for _, bytes := range [][]byte{nil, []byte("\n"), sound[:20], []byte("une longue phrase secrète"), noise(5000)} {
		write(0o600, bytes)
		if _, _, err := LoadKeyring("", "", path); !errors.Is(err, ErrWeakKey) {
			t.Errorf("LoadKeyring with %d bytes in the key file = %v, want ErrWeakKey", len(bytes), err)
		}
	}
	if err := errors.Join(os.Remove(path+".key"), os.Mkdir(path+".key", 0o700)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := LoadKeyring("", "", path); !errors.Is(err, ErrPath) {
		t.Errorf("LoadKeyring with a directory as key file = %v, want ErrPath", err)
	}
	if _, _, err := LoadKeyring("", "", filepath.Join(path, "absent", "store")); !errors.Is(err, ErrPath) {
		t.Errorf("LoadKeyring in an absent directory = %v, want ErrPath", err)
	}
}

// TestLoadKeyringBesideNoStore: what was never a store gets a key, so that it can be set aside; what is no file gets none.
func TestLoadKeyringBesideNoStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	writeFile(t, path, noise(200_000))
	ring, created, err := LoadKeyring("", "", path)
	if err != nil || !created {
		t.Fatalf("LoadKeyring beside a file of noise = created %t, %v", created, err)
	}
	b := openBolt(t, path, ring, Options{SetAside: true})
	if b.Aside() == "" {
		t.Error("the file of noise was not set aside")
	}
	closeStore(t, b)
	folder := t.TempDir()
	if _, _, err := LoadKeyring("", "", folder); !errors.Is(err, ErrPath) {
		t.Errorf("LoadKeyring beside a folder = %v, want ErrPath", err)
	}
	if _, err := os.Stat(folder + ".key"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a key was made beside a folder: %v", err)
	}
}

// TestLoadKeyringLost: a store whose key file is gone must not get a new key, which could not open it.
func TestLoadKeyringLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	ring, _, err := LoadKeyring("", "", path)
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, openBolt(t, path, ring, Options{}))
	if err := os.Remove(path + ".key"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := LoadKeyring("", "", path); !errors.Is(err, ErrKey) {
		t.Errorf("LoadKeyring without the key of an existing store = %v, want ErrKey", err)
	}
	if _, err := os.Stat(path + ".key"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a key was made all the same: %v", err)
	}
}

// TestLoadKeyringTogether: processes that start at the same moment must agree on one key.
func TestLoadKeyringTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	rings := make([]Keyring, 8)
	var made sync.Map
	var group sync.WaitGroup
	for i := range rings {
		group.Go(func() {
			ring, created, err := LoadKeyring("", "", path)
			if err != nil {
				t.Error(err)
			}
			rings[i] = ring
			if created {
				made.Store(i, true)
			}
		})
	}
	group.Wait()
	for _, ring := range rings[1:] {
		if !sameKeys(ring, rings[0]) {
			t.Error("two processes hold two keys")
		}
	}
	count := 0
	made.Range(func(any, any) bool { count++; return true })
	if count != 1 {
		t.Errorf("%d keys were made", count)
	}
}

func TestKeyringNeverPrints(t *testing.T) {
	ring := testRing(t, 1, 2)
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("opened", "ring", ring)
	slog.New(slog.NewTextHandler(&log, nil)).Info("opened", "ring", ring)
	printed := log.String() + fmt.Sprintf("%v %+v %#v %s %x %d", ring, ring, ring, ring, &ring, ring)
	for _, k := range ring.keys {
		for _, part := range [][]byte{k.names[:], k.seals[:]} {
			for _, form := range []string{"%s", "%x", "%d", "%v"} {
				if text := strings.Trim(fmt.Sprintf(form, part), "[]"); strings.Contains(printed, text) {
					t.Fatalf("a key was printed: %s", printed)
				}
			}
		}
	}
	if !strings.Contains(printed, "Keyring(2)") {
		t.Errorf("printed %s", printed)
	}
}

// FuzzParseKey: any text gives a key of the right length or ErrWeakKey, and the same text the same key.
func FuzzParseKey(f *testing.F) {
	f.Add(hex.EncodeToString(testKey(1)))
	f.Add(base64.RawURLEncoding.EncodeToString(testKey(200)))
	f.Add("une longue phrase secrète")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		if decoded := decodeKey(text); decoded != nil && len(decoded) != keySize {
			t.Errorf("%d bytes decoded", len(decoded))
		}
		if decodeKey(text) == nil && distinct(text) >= minDistinct && len(text) >= minPassphrase {
			t.Skip("stretching is slow")
		}
		secret, err := parseKey(text)
		if (err == nil) != (len(secret) == keySize) || err != nil && !errors.Is(err, ErrWeakKey) {
			t.Errorf("parseKey = %d bytes, %v", len(secret), err)
		}
	})
}
