package botapi

import (
	"bytes"
	"image"
	_ "image/gif"  // a photo may come as GIF
	_ "image/jpeg" // or JPEG
	_ "image/png"  // or PNG
	"mime"
	"net/http"
	"path"
	"strings"
)

const (
	photoMax    = 10 << 20
	uploadMax   = 50 << 20
	downloadMax = 20 << 20
	sidesMax    = 10_000 // width + height of a photo, in pixels
	ratioMax    = 20     // of its sides
)

// file is a file that the server keeps.
type file struct {
	id   string
	path string
	name string
	mime string
	data []byte
}

// keep stores a file and returns it.
func (s *Server) keep(kind, name, mediaType string, data []byte) *file {
	ext := path.Ext(name)
	const unknown = "application/octet-stream"
	if mediaType == "" || mediaType == unknown {
		mediaType = mime.TypeByExtension(ext)
	}
	if mediaType == "" || mediaType == unknown {
		mediaType = http.DetectContentType(data)
	}
	serial := s.nextSerial()
	f := &file{id: "AgAC" + serial, path: kind + "s/file_" + serial + ext, name: name, mime: mediaType, data: data}
	s.files[f.id] = f
	return f
}

// File returns the bytes and the media type of a file by its file_id.
func (s *Server) File(id string) (data []byte, mediaType string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[id]
	if !ok {
		return nil, "", false
	}
	return f.data, f.mime, true
}

// inputFile finds the file of a call: uploaded, or known by its file_id.
func (s *Server) inputFile(q *query, field string) (*file, error) {
	text := q.arg(field)
	if name, ok := strings.CutPrefix(text, "attach://"); ok {
		field, text = name, ""
	}
	if text == "" {
		up, ok := q.files[field]
		if !ok {
			return nil, bad("There is no %s in the request", field)
		}
		switch {
		case len(up.data) == 0:
			return nil, bad("File must be non-empty")
		case len(up.data) > uploadMax:
			return nil, errTooLarge()
		}
		return &file{name: up.name, mime: up.mime, data: up.data}, nil
	}
	if strings.Contains(text, "://") {
		return nil, bad("Failed to get HTTP URL content")
	}
	f, ok := s.files[text]
	if !ok {
		return nil, bad("Wrong file identifier/HTTP URL specified")
	}
	return f, nil
}

// media keeps the file and describes it.
func (s *Server) media(kind string, f *file) *Media {
	if f.id == "" {
		f = s.keep(kind, f.name, f.mime, f.data)
	}
	m := &Media{Kind: kind, FileID: f.id, FileName: f.name, MIME: f.mime, Size: len(f.data)}
	if cfg, _, err := image.DecodeConfig(bytes.NewReader(f.data)); err == nil && kind == "photo" {
		m.Width, m.Height = cfg.Width, cfg.Height
	}
	return m
}

// checkPhoto refuses what Telegram refuses as a photo.
func checkPhoto(data []byte) error {
	if len(data) > photoMax {
		return bad("file of size %d bytes is too big for a photo; the maximum size is %d bytes", len(data), photoMax)
	}
	cfg, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return bad("IMAGE_PROCESS_FAILED")
	}
	long, short := max(cfg.Width, cfg.Height), min(cfg.Width, cfg.Height)
	if cfg.Width+cfg.Height > sidesMax || short == 0 || long > ratioMax*short {
		return bad("PHOTO_INVALID_DIMENSIONS")
	}
	return nil
}

func (s *Server) sendPhoto(q *query) (any, error) { return s.sendFile(q, "photo", checkPhoto) }

func (s *Server) sendDocument(q *query) (any, error) {
	return s.sendFile(q, "document", func([]byte) error { return nil })
}

func (s *Server) sendFile(q *query, kind string, check func([]byte) error) (any, error) {
	f, err := s.inputFile(q, kind)
	if err != nil {
		return nil, err
	}
	caption, err := s.readCaption(q)
	if err != nil {
		return nil, err
	}
	m, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	if err := check(f.data); err != nil {
		return nil, err
	}
	if _, err := s.chatFor(q); err != nil {
		return nil, err
	}
	return s.sendTo(q, m, &message{Message: Message{
		Caption: caption.text, CaptionEntities: caption.entities, Media: s.media(kind, f),
	}})
}

func (s *Server) getFile(q *query) (any, error) {
	f, ok := s.files[q.arg("file_id")]
	switch {
	case q.arg("file_id") == "":
		return nil, bad("file_id not specified")
	case !ok:
		return nil, bad("invalid file_id")
	case len(f.data) > downloadMax:
		return nil, bad("file is too big")
	}
	return struct {
		FileID       string `json:"file_id"`
		FileUniqueID string `json:"file_unique_id"`
		FileSize     int    `json:"file_size"`
		FilePath     string `json:"file_path"`
	}{f.id, "u" + f.id, len(f.data), f.path}, nil
}

// serveFile serves /file/bot<token>/PATH; rest is what follows "/file/bot".
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	token, name, _ := strings.Cut(rest, "/")
	if !s.isToken(token) {
		writeAnswer(w, failure(&refusalError{status: http.StatusUnauthorized, text: "Unauthorized"}))
		return
	}
	s.mu.Lock()
	var found *file
	for _, f := range s.files {
		if f.path == name {
			found = f
		}
	}
	s.mu.Unlock()
	if found == nil || r.Method != http.MethodGet && r.Method != http.MethodHead {
		writeAnswer(w, failure(&refusalError{status: http.StatusNotFound, text: "Not Found"}))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(found.data)
}
