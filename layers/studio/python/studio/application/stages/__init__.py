"""The stages of a video, each a pure core with a thin shell around it."""
