// Package lexicon holds the wordings that official texts are made of: what they count, where, how it changed. What is
// counted stands in assets/vocabulary/wordings.csv, sectors in sectors.csv; the towns, campaigns and departments of a city
// come with a workspace. The words of grammar (同比, 分别, 其中) stand in grammar.go.
package lexicon
