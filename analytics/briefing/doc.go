// Package briefing has ordered lists of slides whose figures are frozen: what a meeting sees is what was approved, whatever
// is imported in the meantime.
//
// A frozen figure carries the answers that it was made from. It can be made again from them on another machine, which is
// how a briefing is verified, and its likeliest follow-up questions can be answered without the workspace.
package briefing
