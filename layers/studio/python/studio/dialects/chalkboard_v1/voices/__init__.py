"""Voices: who may read a video aloud, and how each sounds."""
