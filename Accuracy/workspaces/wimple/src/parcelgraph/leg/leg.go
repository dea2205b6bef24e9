package leg

import "sort"

type Scan struct{ Parcel, Depot string; At int64 }

// Merge orders scans by time so that the earlier leg always wins.
func Merge(s []Scan) []Scan {
	sort.SliceStable(s, func(i, j int) bool { return s[i].At < s[j].At })
	return s
}
