package counts

// unit is the least count that is shown; what is shown is a multiple of it.
const unit = 5

// lowered is the first number of the run of a finest count: see the package comment.
func lowered(n int64) int64 {
	switch {
	case n <= 0:
		return 0
	case n < unit:
		return n - (n+1)%2
	case n%unit < 2:
		return n - n%unit
	default:
		return n - n%unit + 2
	}
}

// Dimension is one of the things that figures may be broken down by.
type Dimension string

// The dimensions.
const (
	ByWeek       Dimension = "week"
	ByCampaign   Dimension = "campaign"
	ByDepartment Dimension = "department"
	ByStage      Dimension = "stage"
	ByHolder     Dimension = "holder"
	BySector     Dimension = "sector"
)

// Dimensions lists the dimensions, in the order in which they are shown.
func Dimensions() []Dimension {
	return []Dimension{ByWeek, ByCampaign, ByDepartment, ByStage, ByHolder, BySector}
}

const (
	dimensions = 6
	whats      = 6
)

// column is the place of a thing counted in Whats, -1 for what is not counted.
func column(w What) int {
	switch w {
	case Start:
		return 0
	case Finish:
		return 1
	case Relaxed:
		return 2
	case National:
		return 3
	case Helped:
		return 4
	case NotYet:
		return 5
	}
	return -1
}

// place is a cell: the number of its value for each dimension, in the order of Dimensions.
type place [dimensions]uint32

// sums are lowered counts by thing counted, in the order of Whats.
type sums [whats]int64

func (s *sums) add(other *sums) {
	for i, n := range other {
		s[i] = plus(s[i], n)
	}
}

// Figures are counts made safe to show. They hold lowered counts only: whatever is worked out from them shows nobody.
type Figures struct {
	// values are those met of each dimension; places and holds are the cells that are not empty and what they hold.
	values [dimensions][]string
	places []place
	holds  []sums
}

// New makes figures of counts. Counts of the same week, cell and thing are taken together; counts under zero and things
// that are not known are left out.
func New(list []Count) *Figures {
	f := &Figures{}
	var numbers [dimensions]map[string]uint32
	for i := range numbers {
		numbers[i] = map[string]uint32{}
	}
	index := make(map[place]int, len(list))
	for _, c := range list {
		kind := column(c.What)
		if kind < 0 || c.N <= 0 {
			continue
		}
		var at place
		for i, value := range [...]string{c.Week, c.Campaign, c.Department, c.Stage, c.Holder, c.Sector} {
			number, known := numbers[i][value]
			if !known {
				number = uint32(len(f.values[i]))
				numbers[i][value], f.values[i] = number, append(f.values[i], value)
			}
			at[i] = number
		}
		i, known := index[at]
		if !known {
			i = len(f.places)
			index[at] = i
			f.places, f.holds = append(f.places, at), append(f.holds, sums{})
		}
		f.holds[i][kind] = plus(f.holds[i][kind], c.N)
	}
	for i := range f.holds {
		for kind, n := range f.holds[i] {
			f.holds[i][kind] = lowered(n)
		}
	}
	return f
}
