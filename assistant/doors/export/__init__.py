"""A briefing as a file: one answer or a whole conversation, from the JSON forms that every door keeps and shows."""

from assistant.doors.export.outline import Outline, outline
from assistant.doors.export.writing import FORMATS, Exported, export, format_of, of_briefing, write_briefing

__all__ = ["FORMATS", "Exported", "Outline", "export", "format_of", "of_briefing", "outline", "write_briefing"]
