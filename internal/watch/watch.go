// Package watch tells when the files of a folder change, once the change has settled.
package watch

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Folder calls changed after the files under dir changed and nothing more happened for the time quiet, until ctx ends. It
// calls from one goroutine, never twice at once. Folders made later are watched too; one that disappears is looked for
// again at the next change above it. Its error says that the folder cannot be watched at all.
func Folder(ctx context.Context, dir string, quiet time.Duration, log *slog.Logger, changed func()) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch %s: %w", dir, err)
	}
	defer func() { _ = watcher.Close() }()
	if err := watcher.Add(filepath.Dir(filepath.Clean(dir))); err != nil {
		log.WarnContext(ctx, "parent folder not watched", "error", err)
	}
	if err := addAll(watcher, dir); err != nil {
		return fmt.Errorf("watch %s: %w", dir, err)
	}
	settle := time.NewTimer(time.Hour)
	settle.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, open := <-watcher.Events:
			if !open {
				return nil
			}
			if inside(dir, event.Name) {
				settle.Reset(quiet)
			}
		case err, open := <-watcher.Errors:
			if !open {
				return nil
			}
			log.WarnContext(ctx, "watching", "error", err)
			settle.Reset(quiet)
		case <-settle.C:
			if err := addAll(watcher, dir); err != nil {
				log.WarnContext(ctx, "folder not watched any more", "error", err)
			}
			changed()
		}
	}
}

// inside reports whether a path is the folder or stands in it; hidden files and editors' leftovers do not count.
func inside(dir, name string) bool {
	relative, err := filepath.Rel(dir, name)
	if err != nil || strings.HasPrefix(relative, "..") {
		return false
	}
	base := filepath.Base(name)
	return relative == "." || !strings.HasPrefix(base, ".") && !strings.HasSuffix(base, "~")
}

// maxFolders bounds what is watched.
const maxFolders = 2000

func addAll(watcher *fsnotify.Watcher, dir string) error {
	watched := 0
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			if name == dir {
				return err
			}
			return nil // a file that went away meanwhile
		}
		if !entry.IsDir() || watched >= maxFolders {
			return nil
		}
		watched++
		return watcher.Add(name)
	})
}
