package session

import (
	"bytes"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"
)

const (
	// minPassphrase is the least number of characters of a passphrase, and minDistinct of different ones among them, or of
	// different bytes of a key.
	minPassphrase = 16
	minDistinct   = 6
	// passphraseRounds stretches a passphrase (PBKDF2 with HMAC-SHA-256); about 0.1 s, once, at start.
	passphraseRounds = 600_000
	passphraseSalt   = "jalon store key"
	// keyFileMax bounds what is read of a key file, in bytes.
	keyFileMax = 4096
	// markWithin is how far into a database its mark stands, in bytes: on the first two pages, of 64 KiB at most.
	markWithin = 128 << 10
)

// LoadKeyring makes the ring of a store from the settings.
//
// env is the current key and earlier are the earlier ones, one a line: 32 bytes in base64 or hexadecimal, or a passphrase
// of at least 16 characters. Without env, the key is taken from the file besidePath + ".key", which is made (32 random
// bytes, mode 0600, created is then true) unless a store already stands at besidePath: its key would be lost, hence ErrKey.
// With env, a key file that is there joins the earlier keys. besidePath may be empty where no file can be shared: env is
// then required (ErrNoKey). A key file that other users may read is refused with ErrExposedKey.
func LoadKeyring(env, earlier, besidePath string) (ring Keyring, created bool, err error) {
	var secrets [][]byte
	if text := strings.TrimSpace(env); text != "" {
		secret, err := parseKey(text)
		if err != nil {
			return Keyring{}, false, err
		}
		secrets = append(secrets, secret)
	}
	beside, created, err := keyBeside(besidePath, len(secrets) == 0)
	if err != nil {
		return Keyring{}, false, err
	}
	if beside != nil {
		secrets = append(secrets, beside)
	}
	if len(secrets) == 0 {
		return Keyring{}, false, ErrNoKey
	}
	for line := range strings.Lines(earlier) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		secret, err := parseKey(line)
		if err != nil {
			return Keyring{}, false, fmt.Errorf("earlier key: %w", err)
		}
		secrets = append(secrets, secret)
	}
	ring, err = NewKeyring(secrets[0], secrets[1:]...)
	return ring, created, err
}

// parseKey reads a key as a person writes it. Its errors never quote the text.
func parseKey(text string) ([]byte, error) {
	if secret := decodeKey(text); secret != nil {
		if distinct(string(secret)) < minDistinct {
			return nil, fmt.Errorf("nearly all its bytes are the same: %w", ErrWeakKey)
		}
		return secret, nil
	}
	if n := utf8.RuneCountInString(text); n < minPassphrase {
		return nil, fmt.Errorf("%d characters; give 32 bytes in base64 or hexadecimal, or a passphrase of at least %d characters: %w",
			n, minPassphrase, ErrWeakKey)
	}
	if distinct(text) < minDistinct {
		return nil, fmt.Errorf("a passphrase with fewer than %d different characters: %w", minDistinct, ErrWeakKey)
	}
	secret, err := pbkdf2.Key(sha256.New, text, []byte(passphraseSalt), passphraseRounds, keySize)
	if err != nil {
		return nil, fmt.Errorf("stretching the passphrase: %w", err)
	}
	return secret, nil
}

// decodeKey returns the 32 bytes that text spells, or nil.
func decodeKey(text string) []byte {
	if secret, err := hex.DecodeString(text); err == nil && len(secret) == keySize {
		return secret
	}
	for _, encoding := range []*base64.Encoding{
		base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding,
	} {
		if secret, err := encoding.DecodeString(text); err == nil && len(secret) == keySize {
			return secret
		}
	}
	return nil
}

func distinct(text string) int {
	seen := make(map[byte]bool)
	for i := range len(text) {
		seen[text[i]] = true
	}
	return len(seen)
}

// keyBeside returns the key kept beside the store at path, or nil when there is none; with create, it makes one.
func keyBeside(path string, create bool) (secret []byte, created bool, err error) {
	if path == "" {
		return nil, false, nil
	}
	file := path + ".key"
	secret, err = readKeyFile(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return secret, false, err
	}
	if !create {
		return nil, false, nil
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return nil, false, fmt.Errorf("%s is not a file: %w", path, ErrPath)
	case err == nil && mayBeStore(path):
		return nil, false, fmt.Errorf("%s is missing while its store is there: %w", file, ErrKey)
	}
	return makeKeyFile(file)
}

// mayBeStore says whether the file at path may hold what a key opens: one without the mark of a database, which stands at
// its beginning, holds nothing that any key would.
func mayBeStore(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return true
	}
	defer func() { _ = file.Close() }()
	head, err := io.ReadAll(io.LimitReader(file, markWithin))
	mark := binary.NativeEndian.AppendUint32(nil, metaMagic)
	return err != nil || bytes.Contains(head, mark)
}

func readKeyFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("key file %s is not a file: %w", path, ErrPath)
	}
	// Permission bits mean nothing on Windows, where the folder's rights protect the file.
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("%s has mode %04o, make it 0600: %w", path, mode, ErrExposedKey)
	}
	text, err := io.ReadAll(io.LimitReader(file, keyFileMax))
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	secret := decodeKey(strings.TrimSpace(string(text)))
	if secret == nil {
		return nil, fmt.Errorf("%s does not hold 32 bytes in base64 or hexadecimal: %w", path, ErrWeakKey)
	}
	return secret, nil
}

// makeKeyFile keeps a new key at path, whole or not at all. When another process made one meanwhile, that one is returned.
func makeKeyFile(path string) (secret []byte, created bool, err error) {
	secret = make([]byte, keySize)
	_, _ = rand.Read(secret) // never fails: the runtime ends the process first
	file, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return nil, false, fmt.Errorf("making the key file: %w", classify(err))
	}
	defer func() { _ = os.Remove(file.Name()) }()
	_, err = fmt.Fprintln(file, base64.StdEncoding.EncodeToString(secret))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return nil, false, fmt.Errorf("making the key file: %w", classify(err))
	}
	err = os.Link(file.Name(), path)
	switch {
	case errors.Is(err, fs.ErrExist):
		secret, err = readKeyFile(path)
		return secret, false, err
	case err != nil: // a file system without hard links
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return nil, false, fmt.Errorf("making the key file: %w", classify(err))
	}
	syncDir(filepath.Dir(path))
	return secret, true, nil
}

// syncDir asks for the directory's entries to be on disk, where the system knows how; elsewhere there is nothing to do.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
