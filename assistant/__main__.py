"""`python -m assistant` is the `attache` command."""

from assistant.doors.main import main

main()
