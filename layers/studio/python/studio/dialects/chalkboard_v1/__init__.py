"""Chalkboard v1: topics, files and code in; narrated videos out."""
