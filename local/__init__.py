"""The template, deployed to an embedded AWS on this machine."""
