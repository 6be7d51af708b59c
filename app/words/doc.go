// Package words says errors, reasons and codes in the words of the translation files. The window and the command line
// speak through it; it knows no Fyne.
package words
