"""The render task: a plan and its bytes in, one finished video out."""
