"""The Model Context Protocol: the tools, documents and prompts of an Assistant for other programs' models."""
