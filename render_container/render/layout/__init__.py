"""What is wrong with a scene's picture and timing, measured between its play calls."""
