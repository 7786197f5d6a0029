"""The vetoes: each holds one kind of particular of a claim against the sentences it rests on, and gives its reasons."""
