package cli

import (
	"context"

	"jalon/internal/guide"
)

// idle is a handler for a bot that only looks around.
type idle struct{}

func (idle) Handle(context.Context, guide.Event, guide.Deliver) error { return nil }

func (idle) Inline(context.Context, string) ([]guide.InlineAnswer, error) { return nil, nil }
