"""The part of the OpenAI API that answers questions: GET /v1/models and POST /v1/chat/completions."""
