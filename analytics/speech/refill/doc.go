// Package refill writes last year's text with this year's figures. What the workspace finds right in the old text is bound to
// the question that gives it; the question is asked again for the new period, and the answer printed as the old figure was.
// What cannot be bound, and what its words no longer go with, is listed and marked in the text, never changed in silence.
package refill
