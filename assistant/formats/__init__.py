"""A file's bytes in, documents out: plain text, Markdown, JSON lines."""

from assistant.formats.documents import Refusal, Taking, documents_of, documents_of_lines, read_file
from assistant.formats.files import InputFile, Survey, survey

__all__ = ["InputFile", "Refusal", "Survey", "Taking", "documents_of", "documents_of_lines", "read_file", "survey"]
