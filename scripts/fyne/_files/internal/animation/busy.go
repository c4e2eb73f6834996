package animation

// Busy tells if any animation is running.
func (r *Runner) Busy() bool {
	r.animationMutex.RLock()
	defer r.animationMutex.RUnlock()
	return len(r.animations)+len(r.pendingAnimations) > 0
}
