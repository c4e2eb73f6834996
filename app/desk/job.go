package desk

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// Progress tells how far a job has come. total 0 means that nobody knows. It may be called from any goroutine.
type Progress func(done, total int)

// patience is how long work may take before it shows that it does.
const patience = 500 * time.Millisecond

// job is work that is under way, and how the line at the foot shows it.
type job struct {
	label   string
	cancel  context.CancelFunc
	started time.Time
	last    time.Time // of the last report that was shown
	text    *look.Text
	bar     *widget.ProgressBar
	strip   *fyne.Container
}

// Run does work off the UI goroutine and then calls done on it. Work that takes longer than half a second is shown
// at the foot of the window, with the rest time and a way to cancel it. One job runs at a time: while it does,
// another is refused.
func (d *Desk) Run(label string, work func(ctx context.Context, report Progress) error, done func(error)) {
	if d.job != nil {
		d.Warn("「" + d.job.label + "」还没有完成,请稍候或先取消它")
		return
	}
	d.banner.hide()
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{label: label, cancel: cancel, started: time.Now(), text: look.NewText(label, look.Caption), bar: widget.NewProgressBar()}
	j.bar.Hide()
	j.strip = container.NewHBox(j.text, look.Wide(180, j.bar), look.QuietButton("取消", nil, cancel))
	d.job = j
	timer := time.AfterFunc(patience, func() { fyne.Do(func() { d.showJob(j) }) })
	go func() {
		err := work(ctx, func(n, total int) { d.report(j, n, total) })
		timer.Stop()
		cancel()
		fyne.Do(func() {
			d.job = nil
			d.foot.setJob(nil)
			done(err)
		})
	}()
}

func (d *Desk) showJob(j *job) {
	if d.job == j {
		d.foot.setJob(j.strip)
	}
}

// report shows progress at most ten times a second.
func (d *Desk) report(j *job, n, total int) {
	now := time.Now()
	if total <= 0 || now.Sub(j.last) < 100*time.Millisecond {
		return
	}
	j.last = now
	part := float64(n) / float64(total)
	text := j.label
	if spent := now.Sub(j.started); part > 0.02 && spent > time.Second {
		text = fmt.Sprintf("%s,约剩 %s", j.label, restTime(time.Duration(float64(spent)*(1-part)/part)))
	}
	fyne.Do(func() {
		j.bar.Show()
		j.bar.SetValue(part)
		j.text.SetText(text)
	})
}

func restTime(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%d 秒", int(d.Seconds())+1)
	}
	return fmt.Sprintf("%d 分钟", int(d.Minutes())+1)
}
