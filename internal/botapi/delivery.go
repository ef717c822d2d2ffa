package botapi

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"time"
)

// hookAnswerMax bounds the body of an answer that is read.
const hookAnswerMax = 1 << 20

// send posts one update to the webhook.
func (h *hook) send(body []byte) outcome {
	req, err := http.NewRequestWithContext(h.ctx, http.MethodPost, h.url, bytes.NewReader(body))
	if err != nil {
		return outcome{why: "invalid webhook URL"}
	}
	req.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	resp, err := h.client.Do(req)
	if err != nil {
		return outcome{why: "Connection failed"}
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, hookAnswerMax))
	o := outcome{status: resp.StatusCode, contentType: resp.Header.Get("Content-Type"), body: bytes.TrimSpace(answer)}
	switch {
	case err != nil:
		o.why = "Connection closed"
	case resp.StatusCode >= 200 && resp.StatusCode < 300:
		o.ok = true
	default:
		o.why = fmt.Sprintf("Wrong response from the webhook: %s", resp.Status)
		if seconds := toInt(resp.Header.Get("Retry-After")); seconds > 0 {
			o.retryAfter = min(hookRetryLate, time.Duration(seconds)*time.Second)
		}
	}
	return o
}
