// Package words turns keys, errors and codes into the texts people read, in Chinese or English, from the translation
// files. The window and the command line speak through it; it knows no Fyne.
package words
