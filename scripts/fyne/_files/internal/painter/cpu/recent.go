package cpu

// recent is a map that forgets what was not asked for since many other keys were. It holds at least the last keep
// keys, and at most twice as many.
type recent[K comparable, V any] struct {
	keep     int
	now, old map[K]V
}

func newRecent[K comparable, V any](keep int) recent[K, V] {
	return recent[K, V]{keep: keep, now: map[K]V{}}
}

func (r *recent[K, V]) get(k K) (V, bool) {
	if v, ok := r.now[k]; ok {
		return v, true
	}
	v, ok := r.old[k]
	if ok {
		r.put(k, v)
	}
	return v, ok
}

func (r *recent[K, V]) put(k K, v V) {
	if len(r.now) >= r.keep {
		r.now, r.old = make(map[K]V, r.keep), r.now
	}
	r.now[k] = v
}
