package cli

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"jalon/internal/guide"
	"jalon/internal/watch"
	"jalon/knowledge"
)

// settled is how long a folder must stay still before it is read again: an editor writes a file in several goes.
const settled = 500 * time.Millisecond

// live keeps a guide up to date with a folder: a valid change is loaded, indexed beside the version that serves and swapped;
// an invalid one changes nothing and is told in the log and in /version.
type live struct {
	guide  *guide.Guide
	folder string
	log    *slog.Logger

	mutex   sync.Mutex
	loaded  time.Time
	problem string
	// retired is the version that served before, closed at the next change: turns that began on it have long ended.
	retired *guide.Snapshot
}

func newLive(g *guide.Guide, folder string, log *slog.Logger) *live {
	return &live{guide: g, folder: folder, log: log, loaded: time.Now()}
}

// run watches the folder until ctx ends; the embedded base never changes.
func (l *live) run(ctx context.Context) error {
	if l.folder == "" {
		return nil
	}
	if err := watch.Folder(ctx, l.folder, settled, l.log, func() { l.reload(ctx) }); err != nil {
		l.log.WarnContext(ctx, "knowledge folder not watched", "error", err)
	}
	return nil
}

// reload reads the folder again and swaps when it is sound and different.
func (l *live) reload(ctx context.Context) {
	files, err := openFolder(l.folder)
	if err != nil {
		l.refuse(ctx, err.Error())
		return
	}
	base, err := knowledge.Load(files)
	if err != nil {
		l.refuse(ctx, err.Error())
		return
	}
	serving := l.guide.Snapshot()
	if base.Digest == serving.Base.Digest {
		l.accept()
		return
	}
	if err := speaks(base); err != nil {
		l.refuse(ctx, err.Error())
		return
	}
	next, err := guide.Prepare(base, serving.Places)
	if err != nil {
		l.refuse(ctx, err.Error())
		return
	}
	previous := l.guide.Swap(next)
	l.accept()
	l.mutex.Lock()
	retired := l.retired
	l.retired = previous
	l.mutex.Unlock()
	if retired != nil {
		_ = retired.Index.Close()
	}
	l.log.InfoContext(ctx, "knowledge base updated", "base", base.Digest, "actors", len(base.Actors))
}

func (l *live) refuse(ctx context.Context, problem string) {
	l.mutex.Lock()
	l.problem = problem
	l.mutex.Unlock()
	l.log.ErrorContext(ctx, "knowledge folder refused, the earlier version goes on", "problem", problem)
}

func (l *live) accept() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.problem, l.loaded = "", time.Now()
}

func (l *live) refused() float64 {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.problem != "" {
		return 1
	}
	return 0
}

// versionDocument is what /version shows.
type versionDocument struct {
	Program string    `json:"program"`
	Base    string    `json:"base"`
	Actors  int       `json:"actors"`
	Loaded  time.Time `json:"loaded"`
	// Refused says why the last change of the folder does not serve; empty when it does.
	Refused string `json:"refused,omitempty"`
}

func (l *live) version() any {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	base := l.guide.Snapshot().Base
	d := versionDocument{Program: "devel", Base: base.Digest, Actors: len(base.Actors), Loaded: l.loaded.UTC().Truncate(time.Second), Refused: l.problem}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				d.Program = s.Value
			}
		}
	}
	return d
}

// lateReviews counts the actors whose review date has passed.
func lateReviews(base *knowledge.Base, now time.Time) int {
	late := 0
	for _, a := range base.Actors {
		if !a.ReviewBy.IsZero() && now.After(a.ReviewBy.Time.AddDate(0, 0, 1)) {
			late++
		}
	}
	return late
}
