"""A text in, what it says out: sentences, names and roles, dates, quotations, events. Pure functions, no I/O."""
