"""The composition root: with `providers`, the one place that names adapters.

One module for each kind of entry point: what a function imports is most of its cold start.
"""
