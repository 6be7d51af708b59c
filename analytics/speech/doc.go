// Package speech is the folder of writing and checking speeches: a speech or a bulletin goes in, every figure in it comes out with what
// it claims and whether that is true. The steps are packages of their own, each using the ones before it:
//
//	plain     characters that compare: full-width digits become digits, with the place of each in the draft
//	quantity  numbers, hedges and units as people write them
//	lexicon   official wordings: indicators, sectors, towns, words of change and time
//	scan      a paragraph as words of that lexicon
//	draft     figures, what each claims, and which figures belong together
//	whole     whether whole numbers can give a percentage
//	check     the draft against its own arithmetic and against the workspace
//	proof     what a number rests on
//	compose   the indicator paragraphs of a speech, from a template
//	refill    last year's text with this year's figures
//	source    the text of a draft from a file: plain text, Markdown, Word
package speech
