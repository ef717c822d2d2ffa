package geo

import "slices"

// sumUp derives the population, the position and the intercommunalities of departments, regions and the
// country from their communes.
func (g *Gazetteer) sumUp() {
	var country balance
	inRegion := make([]balance, len(g.regions))
	for i := range g.departments {
		d := &g.departments[i]
		var b balance
		for _, c := range g.communes[d.first:d.end] {
			b.add(c)
			if c.epci != noEPCI && !slices.Contains(d.epcis, c.epci) {
				d.epcis = append(d.epcis, c.epci)
			}
		}
		slices.Sort(d.epcis)
		d.population, d.located = b.population, b.located > 0
		d.lat, d.lon = b.centre()
		if r := g.region(d.region); r >= 0 {
			inRegion[r].merge(b)
		}
		if len(d.code) == 2 {
			country.merge(b)
		}
	}
	for i := range g.regions {
		g.regions[i].population = inRegion[i].population
		g.regions[i].lat, g.regions[i].lon = inRegion[i].centre()
	}
	g.country = Place{
		Kind: KindCountry, Code: countryCode, Name: "France", Located: true, Approximate: true,
	}
	for _, d := range g.departments {
		if !isCollectivity(d.code) {
			g.country.Population += d.population
		}
	}
	g.country.Lat, g.country.Lon = country.centre()
}

// balance is the mean of positions weighted by population.
type balance struct {
	population int     // of all communes
	located    float64 // weight of the located ones
	lat, lon   float64 // weighted sums
}

func (b *balance) add(c commune) {
	b.population += int(c.population)
	if c.quality == qualityNone {
		return
	}
	weight := float64(c.population) + 1 // an empty commune still counts where no other is located
	b.located += weight
	b.lat += weight * c.lat
	b.lon += weight * c.lon
}

func (b *balance) merge(other balance) {
	b.population += other.population
	b.located += other.located
	b.lat += other.lat
	b.lon += other.lon
}

func (b *balance) centre() (lat, lon float64) {
	if b.located == 0 {
		return 0, 0
	}
	return b.lat / b.located, b.lon / b.located
}
