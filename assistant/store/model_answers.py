"""What a model answered about a text, kept so that the same question is not asked twice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Sqlite


def kept(snapshot: Snapshot, requests: Sequence[str]) -> dict[str, str]:
    """The answers to those of these requests that have one."""
    rows = snapshot.rows(
        "SELECT request, answer FROM answers WHERE request IN (SELECT value FROM json_each(?))", (json.dumps(requests),)
    )
    return {row[0]: row[1] for row in rows}


def keep(connection: Sqlite, text: str, answers: Mapping[str, str]) -> None:
    """Keep answers about the text with this hash; the newest counts."""
    rows = [(request, text, answer) for request, answer in answers.items()]
    connection.run_many("INSERT OR REPLACE INTO answers (request, text, answer) VALUES (?, ?, ?)", rows)


def drop_unused(connection: Sqlite, text: str) -> None:
    """Remove the answers about a text that no document has any more."""
    connection.run(
        "DELETE FROM answers WHERE text = ? AND NOT EXISTS (SELECT 1 FROM documents WHERE sha256 = ?)", (text, text)
    )
