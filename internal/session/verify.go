package session

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
)

// bbolt trusts its file: it maps it into memory, follows the page numbers that it reads and panics, faults, allocates or
// loops when they are wrong. A store that comes back from a broken disk must give an error instead, so the file is
// verified here, by plain reads with every figure checked, before bbolt works on it. Pages that are merely lost are no fault.

// The layout of a bbolt file, version 2, in the byte order of the machine.
const (
	pageHeader     = 16 // id u64, flags u16, count u16, overflow u32
	elementSize    = 16 // leaf: flags, pos, ksize, vsize u32; branch: pos, ksize u32, child u64
	metaSize       = 64 // magic, version, page size, flags u32; root u64, sequence u64; freelist, pages, txid, checksum u64
	metaSum        = 56 // the bytes under the checksum
	bucketHeader   = 16 // root u64, sequence u64
	branchFlag     = 0x01
	leafFlag       = 0x02
	freelistFlag   = 0x10
	bucketElement  = 0x01
	manyFree       = 0xFFFF // count of a freelist whose real count is its first entry
	noFreelist     = ^uint64(0)
	metaMagic      = 0xED0CDAED
	metaVersion    = 2
	firstDataPage  = 2
	minPageSize    = 512
	maxPageSize    = 1 << 24
	maxBucketDepth = 8
)

// meta is what a meta page says.
type meta struct {
	root, freelist, pages, txid uint64
}

// verifier walks the pages reachable from the current meta page.
type verifier struct {
	file     io.ReaderAt
	pageSize int
	meta     meta
	used     []uint64 // one bit a page: reached, or free
	buffers  [][]byte // one for each depth of the walk
	buckets  [][]byte // names of the buckets at the root
}

// verify returns the names of the buckets at the root of the bbolt database in file, or an error that says what is wrong.
func verify(file io.ReaderAt, size int64, pageSize int) (buckets [][]byte, err error) {
	v, err := newVerifier(file, size, pageSize)
	if err != nil {
		return nil, err
	}
	if _, err := v.free(); err != nil {
		return nil, err
	}
	if err := v.tree(v.meta.root, 0, 0, nil, nil); err != nil {
		return nil, err
	}
	return v.buckets, nil
}

// freePages returns the numbers of the free pages of the database in file, and of the first page after its end.
func freePages(file io.ReaderAt, size int64, pageSize int) (free []uint64, end uint64, err error) {
	v, err := newVerifier(file, size, pageSize)
	if err != nil {
		return nil, 0, err
	}
	free, err = v.free()
	return free, v.meta.pages, err
}

func newVerifier(file io.ReaderAt, size int64, pageSize int) (*verifier, error) {
	if pageSize < minPageSize || pageSize > maxPageSize {
		return nil, fmt.Errorf("pages of %d bytes", pageSize)
	}
	m, err := readMeta(file, pageSize)
	if err != nil {
		return nil, err
	}
	if held := uint64(size) / uint64(pageSize); m.pages > held || m.pages <= firstDataPage {
		return nil, fmt.Errorf("%d pages expected, %d there", m.pages, held)
	}
	return &verifier{file: file, pageSize: pageSize, meta: m, used: make([]uint64, m.pages/64+1)}, nil
}

// readMeta returns the valid meta page of the latest transaction.
func readMeta(file io.ReaderAt, pageSize int) (latest meta, err error) {
	found := false
	for place := range int64(2) {
		page := make([]byte, pageHeader+metaSize)
		if _, err := file.ReadAt(page, place*int64(pageSize)); err != nil {
			continue
		}
		m := page[pageHeader:]
		sum := fnv.New64a()
		_, _ = sum.Write(m[:metaSum])
		if u32(m, 0) != metaMagic || u32(m, 4) != metaVersion || u32(m, 8) != uint32(pageSize) || u64(m, metaSum) != sum.Sum64() {
			continue
		}
		read := meta{root: u64(m, 16), freelist: u64(m, 32), pages: u64(m, 40), txid: u64(m, 48)}
		if !found || read.txid > latest.txid {
			latest, found = read, true
		}
	}
	if !found {
		return meta{}, errors.New("no valid meta page")
	}
	return latest, nil
}

// free returns the free pages, and marks them and the pages of their list as used.
func (v *verifier) free() (pages []uint64, err error) {
	if v.meta.freelist == noFreelist {
		return nil, nil
	}
	page, err := v.page(v.meta.freelist, 0)
	if err != nil {
		return nil, err
	}
	if u16(page, 8) != freelistFlag {
		return nil, fmt.Errorf("page %d is not a list of free pages", v.meta.freelist)
	}
	ids, count := page[pageHeader:], uint64(u16(page, 10))
	if count == manyFree {
		count, ids = u64(ids, 0), ids[8:]
	}
	if count > uint64(len(ids)/8) {
		return nil, fmt.Errorf("%d free pages listed in %d bytes", count, len(ids))
	}
	pages = make([]uint64, count)
	for i := range pages {
		pages[i] = u64(ids, 8*i)
		if err := v.claim(pages[i], 1); err != nil {
			return nil, fmt.Errorf("free list: %w", err)
		}
	}
	return pages, nil
}

// claim marks a run of pages as used; each page has one use.
func (v *verifier) claim(first, count uint64) error {
	if first < firstDataPage || first >= v.meta.pages || count > v.meta.pages-first {
		return fmt.Errorf("page %d (%d pages) is outside the file", first, count)
	}
	for page := first; page < first+count; page++ {
		if v.used[page/64]&(1<<(page%64)) != 0 {
			return fmt.Errorf("page %d is used twice", page)
		}
		v.used[page/64] |= 1 << (page % 64)
	}
	return nil
}

// page claims and reads one page with its overflow. The bytes stay valid until another page of the same depth is read.
func (v *verifier) page(number uint64, depth int) ([]byte, error) {
	var header [pageHeader]byte
	if number < firstDataPage || number >= v.meta.pages {
		return nil, fmt.Errorf("page %d is outside the file", number)
	}
	at := int64(number) * int64(v.pageSize)
	if _, err := v.file.ReadAt(header[:], at); err != nil {
		return nil, fmt.Errorf("page %d: %w", number, err)
	}
	if got := u64(header[:], 0); got != number {
		return nil, fmt.Errorf("page %d says that it is page %d", number, got)
	}
	run := uint64(u32(header[:], 12)) + 1
	if err := v.claim(number, run); err != nil {
		return nil, err
	}
	for len(v.buffers) <= depth {
		v.buffers = append(v.buffers, nil)
	}
	size := int(run) * v.pageSize
	if cap(v.buffers[depth]) < size {
		v.buffers[depth] = make([]byte, size)
	}
	page := v.buffers[depth][:size]
	if _, err := v.file.ReadAt(page, at); err != nil {
		return nil, fmt.Errorf("page %d: %w", number, err)
	}
	return page, nil
}

// tree walks the pages under number, whose keys go from first to below limit, where these are not nil.
func (v *verifier) tree(number uint64, depth, bucketDepth int, first, limit []byte) error {
	page, err := v.page(number, depth)
	if err != nil {
		return err
	}
	switch u16(page, 8) {
	case branchFlag:
		err = v.branch(page, depth, bucketDepth, first, limit)
	case leafFlag:
		err = v.leaf(page, depth, bucketDepth, first, limit)
	default:
		err = errors.New("neither branch nor leaf")
	}
	if err != nil {
		return fmt.Errorf("page %d: %w", number, err)
	}
	return nil
}

func (v *verifier) branch(page []byte, depth, bucketDepth int, first, limit []byte) error {
	count := int(u16(page, 10))
	if count == 0 {
		return errors.New("a branch without children")
	}
	if err := inOrder(page, count, branchKey, first, limit); err != nil {
		return err
	}
	for i := range count {
		key, _ := branchKey(page, count, i)
		next := limit
		if i+1 < count {
			next, _ = branchKey(page, count, i+1)
		}
		child := u64(page, pageHeader+i*elementSize+8)
		if err := v.tree(child, depth+1, bucketDepth, key, next); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) leaf(page []byte, depth, bucketDepth int, first, limit []byte) error {
	count := int(u16(page, 10))
	if err := inOrder(page, count, leafKey, first, limit); err != nil {
		return err
	}
	for i := range count {
		switch flags := u32(page, pageHeader+i*elementSize); flags {
		case 0:
			if bucketDepth == 0 {
				return errors.New("something other than buckets at the root")
			}
		case bucketElement:
			name, value, _ := leafElement(page, count, i)
			if bucketDepth == 0 {
				v.buckets = append(v.buckets, bytes.Clone(name))
			}
			if err := v.bucket(value, depth, bucketDepth+1); err != nil {
				return err
			}
		default:
			return fmt.Errorf("element %d has flags %#x", i, flags)
		}
	}
	return nil
}

// bucket walks the bucket whose header, and whose only page where it is small, are in value.
func (v *verifier) bucket(value []byte, depth, bucketDepth int) error {
	if len(value) < bucketHeader || bucketDepth > maxBucketDepth {
		return errors.New("a bucket without header or too deep")
	}
	if root := u64(value, 0); root != 0 {
		return v.tree(root, depth+1, bucketDepth, nil, nil)
	}
	page := value[bucketHeader:]
	if len(page) < pageHeader || u16(page, 8) != leafFlag {
		return errors.New("a small bucket without its page")
	}
	count := int(u16(page, 10))
	if err := inOrder(page, count, leafKey, nil, nil); err != nil {
		return err
	}
	for i := range count {
		if u32(page, pageHeader+i*elementSize) != 0 {
			return errors.New("a small bucket that holds a bucket")
		}
	}
	return nil
}

// inOrder checks that the elements of a page lie inside it and that their keys go up, from first to below limit, where these
// are not nil. bbolt finds a page again by its first key, so that of its parent must be the same.
func inOrder(page []byte, count int, keyOf func([]byte, int, int) ([]byte, error), first, limit []byte) error {
	if pageHeader+count*elementSize > len(page) {
		return fmt.Errorf("%d elements in %d bytes", count, len(page))
	}
	if first != nil && count == 0 {
		return errors.New("an empty page under a branch")
	}
	var last []byte
	for i := range count {
		key, err := keyOf(page, count, i)
		if err != nil {
			return err
		}
		switch {
		case len(key) == 0:
			return fmt.Errorf("element %d has no key", i)
		case i == 0 && first != nil && !bytes.Equal(key, first):
			return errors.New("the first key is not that of the branch above")
		case i > 0 && bytes.Compare(last, key) >= 0, limit != nil && bytes.Compare(key, limit) >= 0:
			return fmt.Errorf("element %d is out of order", i)
		}
		last = key
	}
	return nil
}

func branchKey(page []byte, count, i int) ([]byte, error) {
	at := pageHeader + i*elementSize
	return within(page, count, at, u32(page, at), uint64(u32(page, at+4)))
}

func leafKey(page []byte, count, i int) ([]byte, error) {
	key, _, err := leafElement(page, count, i)
	return key, err
}

func leafElement(page []byte, count, i int) (key, value []byte, err error) {
	at := pageHeader + i*elementSize
	size := uint64(u32(page, at+8))
	both, err := within(page, count, at, u32(page, at+4), size+uint64(u32(page, at+12)))
	if err != nil {
		return nil, nil, err
	}
	return both[:size:size], both[size:], nil
}

// within returns size bytes of page that begin offset bytes after the element at, provided that they lie after the table
// of elements and inside the page.
func within(page []byte, count, at int, offset uint32, size uint64) ([]byte, error) {
	start := uint64(at) + uint64(offset)
	if start < uint64(pageHeader+count*elementSize) || start+size > uint64(len(page)) {
		return nil, fmt.Errorf("an element of %d bytes at %d, outside its page", size, start)
	}
	return page[start : start+size], nil
}

func u16(b []byte, at int) uint16 { return binary.NativeEndian.Uint16(b[at:]) }
func u32(b []byte, at int) uint32 { return binary.NativeEndian.Uint32(b[at:]) }
func u64(b []byte, at int) uint64 { return binary.NativeEndian.Uint64(b[at:]) }
