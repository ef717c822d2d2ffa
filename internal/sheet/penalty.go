package sheet

// The weights of the four faults of a mask, as ISO/IEC 18004 sets them.
const (
	runFault    = 3
	blockFault  = 3
	finderFault = 40
	shareFault  = 10
)

// penalty adds up what makes a square hard to read: long runs of one colour, blocks, patterns like those of the corners, and
// a share of dark far from one half.
func (q qrCode) penalty() int {
	total, dark := 0, 0
	for i := range q.size {
		total += linePenalty(q.size, func(j int) bool { return q.dark(j, i) })
		total += linePenalty(q.size, func(j int) bool { return q.dark(i, j) })
		for j := range q.size {
			here := q.dark(j, i)
			if here {
				dark++
			}
			if i > 0 && j > 0 && here == q.dark(j-1, i) && here == q.dark(j, i-1) && here == q.dark(j-1, i-1) {
				total += blockFault
			}
		}
	}
	percent := dark * 100 / (q.size * q.size)
	return total + shareFault*(max(percent-50, 50-percent)/5)
}

// linePenalty judges one row or column.
func linePenalty(size int, dark func(int) bool) int {
	// The corner's pattern 1:1:3:1:1 with four light modules on one side, newest module in the lowest bit.
	const window, before, after = 1<<11 - 1, 0b00001011101, 0b10111010000
	total, length, bits := 0, 0, 0
	for i := range size {
		bits <<= 1
		if dark(i) {
			bits |= 1
		}
		if i > 0 && dark(i) == dark(i-1) {
			length++
		} else {
			length = 1
		}
		switch {
		case length == 5:
			total += runFault
		case length > 5:
			total++
		}
		if last := bits & window; i >= 10 && (last == before || last == after) {
			total += finderFault
		}
	}
	return total
}
