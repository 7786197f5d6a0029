"""A file's bytes in, documents out.

Text, Markdown, HTML, PDF, Word, mail, JSON lines, and archives of these.
"""

from assistant.formats.documents import Taking, documents_in, documents_of, documents_of_lines, read_file
from assistant.formats.files import InputFile, Survey, survey
from assistant.formats.refusal import Refusal

__all__ = [
    "InputFile",
    "Refusal",
    "Survey",
    "Taking",
    "documents_in",
    "documents_of",
    "documents_of_lines",
    "read_file",
    "survey",
]
