"""The library: what became of the jobs that are over."""
