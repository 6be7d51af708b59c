// Package compose writes the paragraphs of a speech, of indicators and of problems, from a template that an office can edit: plain text, a
// paragraph a line, with named fields.
//
//	{period} {place} {basis}                 what the text looks at, in words
//	{accidents}                              an indicator of the catalogue, with its counting word
//	{hazards campaign=打非治违}               the indicator under a condition: dimension=member, more members with |
//	{reply_rate decimals=1}                  with a number of decimals
//	{drills more} {visits near} {hazards over}  hedged: 300多次, 接近8万家, 超过10万处; more=2 keeps two digits
//	{change deaths}                          a change in words: 下降5.71%
//	{changes accidents deaths}               two changes at once: 分别下降7.83%和5.71%
//	[，死亡{deaths}]                          left out where a field in it is not known, or zero
//
// Lines that begin with @ are for the problems: findings of the problem analysis that people accepted. The first of them
// stands where the problems are to stand; a paragraph is written for each finding, the gravest first, below the heading.
//
//	@problems 二、存在的主要问题               the heading
//	@rise {number}{subject}事故多发。…        for findings of that wording; more with |: @quota|quota_towns
//	{number} {subject} {department}          (一), what the finding is about, whose inspections
//	{accidents} {changes accidents deaths}   as above, of what the finding is about and of its days
//	{finding excess}                         a number of the finding itself
//	<{member}死亡{deaths}|；>                 for each of its towns and sectors, with what stands between them
//
// A paragraph none of whose indicators is known is left out. Every number keeps the question that it answers.
package compose
