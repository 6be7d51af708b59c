package keep

import (
	"context"

	"anlan/analytics/speech/refill"
	"anlan/data/workspace"
)

// Bindings reads what people decided about figures of old speeches.
func Bindings(ctx context.Context, w *workspace.Workspace) (map[refill.Key]refill.Binding, error) {
	list, err := w.Bindings(ctx)
	if err != nil {
		return nil, err
	}
	all := make(map[refill.Key]refill.Binding)
	for _, kept := range list {
		b, err := refill.DecodeQuestion(refill.Verdict(kept.State), kept.Question)
		if err != nil {
			return nil, err
		}
		all[refill.Key{Sentence: kept.Sentence, Place: kept.Place}] = b
	}
	return all, nil
}

// Bind keeps the same decision about figures of an old speech, each with its question; Undecided forgets what was decided.
func Bind(ctx context.Context, w *workspace.Workspace, figures []refill.Figure, bind func(refill.Figure) refill.Binding) error {
	var list []workspace.Binding
	for _, f := range figures {
		b := bind(f)
		if b.Verdict == refill.Undecided {
			if err := w.Unbind(ctx, f.Key.Sentence, f.Key.Place); err != nil {
				return err
			}
			continue
		}
		question, err := b.EncodeQuestion()
		if err != nil {
			return err
		}
		list = append(list, workspace.Binding{Sentence: f.Key.Sentence, Place: f.Key.Place, State: string(b.Verdict), Words: f.Old, Question: question})
	}
	return w.Bind(ctx, list...)
}
