"""The HTTP door: the native API under /v1, the OpenAI-compatible API, the page; loaded by `attache serve` alone."""
