"""What the reader of names knows of the world: word tables written by hand, and CLDR's names of territories."""
