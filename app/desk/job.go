package desk

import (
	"context"
	"fmt"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/app/support"
)

// Progress tells how far a job has come. total 0 means that nobody knows. It may be called from any goroutine.
type Progress func(done, total int)

// Part returns the progress of a part of the work that goes from from to to of the whole, both from 0 to 1.
func (p Progress) Part(from, to float64) Progress {
	const whole = 1 << 20
	return func(done, total int) {
		if total > 0 {
			p(int((from+(to-from)*min(float64(done)/float64(total), 1))*whole), whole)
		}
	}
}

// How long work may take before it shows that it does, and how often it shows how far it has come.
const (
	patience = 500 * time.Millisecond
	beat     = 250 * time.Millisecond
	// noticeTime is how long a job must have taken for its end to be told to a clerk who works elsewhere.
	noticeTime = 5 * time.Second
)

// job is work that is under way, and how the line at the foot shows it.
type job struct {
	label   string
	started time.Time
	text    *look.Text
	bar     *widget.ProgressBar
	busy    *widget.ProgressBarInfinite // in the bar's place as long as nobody knows how far it is
	strip   *fyne.Container
	shown   bool

	mutex sync.Mutex
	part  float64 // done of the whole; 0 as long as nobody knows
}

// Run does work off the UI goroutine and then calls done on it. Work that takes longer than half a second is shown
// at the foot of the window, with the rest time and a way to cancel it. One job runs at a time: another waits for one
// that has only begun; while one is shown, another is refused, the clerk is told so, and Run returns false.
func (d *Desk) Run(label string, work func(ctx context.Context, report Progress) error, done func(error)) (started bool) {
	switch {
	case d.job != nil && d.job.shown:
		d.Warn("「" + d.job.label + "」还没有完成,请稍候或先取消它")
		return false
	case d.job != nil:
		d.waiting = append(d.waiting, func() { d.Run(label, work, done) })
		return true
	}
	d.banner.hide()
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{label: label, started: time.Now(), text: look.NewText(label, look.Caption), bar: widget.NewProgressBar(), busy: widget.NewProgressBarInfinite()}
	j.bar.Hide()
	j.strip = container.NewHBox(j.text, look.Wide(180, container.NewStack(j.bar, j.busy)), look.QuietButton("取消", nil, cancel))
	d.job = j
	finished := make(chan struct{})
	go d.follow(j, finished)
	go func() {
		err := support.Guard(func() error { return work(ctx, j.report) })
		cancel()
		close(finished)
		fyne.Do(func() {
			d.job = nil
			j.busy.Stop()
			d.foot.setJob(nil)
			done(err)
			if d.away && time.Since(j.started) >= noticeTime {
				platform.Notify(d.app, d.Window, programName, "「"+label+"」已经结束")
			}
			d.runWaiting()
		})
	}()
	return true
}

// runWaiting begins the job that has waited longest; those behind it wait for it.
func (d *Desk) runWaiting() {
	if len(d.waiting) == 0 || d.job != nil {
		return
	}
	next := d.waiting[0]
	d.waiting = d.waiting[1:]
	next()
}

// follow shows how far a job has come until it is finished.
func (d *Desk) follow(j *job, finished <-chan struct{}) {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	for shown := false; ; shown = true {
		select {
		case <-finished:
			return
		case <-wait.C:
			wait.Reset(beat)
		}
		fyne.Do(func() {
			if d.job != j {
				return
			}
			j.show(time.Now())
			if !shown {
				j.shown = true
				d.foot.setJob(j.strip)
			}
		})
	}
}

func (j *job) report(done, total int) {
	if total <= 0 {
		return
	}
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.part = min(float64(done)/float64(total), 1)
}

func (j *job) show(now time.Time) {
	j.mutex.Lock()
	part := j.part
	j.mutex.Unlock()
	j.text.SetText(jobWords(j.label, part, now.Sub(j.started)))
	j.bar.Hidden, j.busy.Hidden = part == 0, part > 0
	if part > 0 {
		j.busy.Stop()
		j.bar.SetValue(part)
	}
	j.strip.Refresh()
}

// The part and the time after which the rest time can be reckoned.
const (
	tellingPart = 0.02
	tellingTime = time.Second
)

// jobWords says what a job does, and how long it will take or has taken.
func jobWords(label string, part float64, spent time.Duration) string {
	switch {
	case spent < tellingTime:
		return label
	case part < tellingPart:
		return fmt.Sprintf("%s,已用 %s", label, seconds(spent.Truncate(time.Second)))
	}
	return fmt.Sprintf("%s,约剩 %s", label, seconds(time.Duration(float64(spent)*(1-part)/part)))
}

// seconds rounds a time up to what a clerk wants to know of it.
func seconds(d time.Duration) string {
	if d <= time.Minute {
		return fmt.Sprintf("%d 秒", (d+time.Second-1)/time.Second)
	}
	return fmt.Sprintf("%d 分钟", (d+time.Minute-1)/time.Minute)
}
