"""Thin doors into the assistant: the command line now, HTTP and MCP later."""
