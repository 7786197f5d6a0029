"""Chat models: any OpenAI-compatible endpoint, or none at all."""
