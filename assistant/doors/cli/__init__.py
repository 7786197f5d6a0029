"""The command line: one file a command, options and printing shared."""
