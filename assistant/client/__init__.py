"""A client of Attaché's HTTP API for other Python programs.

async with Attache("http://127.0.0.1:8400") as attache:
briefing = await attache.ask("When did Putin and Duterte meet in Sochi?")
"""

from assistant.client.client import Attache
from assistant.client.events import (
    ConversationOpened,
    Dropped,
    Finished,
    Found,
    RepairRequested,
    Sentence,
    StreamEvent,
    ToolUsed,
)
from assistant.client.results import (
    Briefing,
    CheckedDraft,
    CheckedSentence,
    Citation,
    Claim,
    Conversation,
    ConversationHead,
    DocumentHead,
    DocumentText,
    Reason,
    SearchResult,
    ServerStatus,
    TurnRecord,
)
from assistant.errors import ApiError

__all__ = [
    "ApiError",
    "Attache",
    "Briefing",
    "CheckedDraft",
    "CheckedSentence",
    "Citation",
    "Claim",
    "Conversation",
    "ConversationHead",
    "ConversationOpened",
    "DocumentHead",
    "DocumentText",
    "Dropped",
    "Finished",
    "Found",
    "Reason",
    "RepairRequested",
    "SearchResult",
    "Sentence",
    "ServerStatus",
    "StreamEvent",
    "ToolUsed",
    "TurnRecord",
]
