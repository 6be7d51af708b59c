package main

import "context"

func (p *program) openWindow(context.Context) error { return nil }
