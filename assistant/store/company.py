"""Which entities are named together: for each entity of a document, in one row, the others in its sentences.

So what is named beside an entity lies in one place, and need not be gathered sentence by sentence. The lists grow
with the square of the names in a sentence: a document of crowded ones, such as long lists of names, has rows without
them, and its sentences are looked through when they are asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from assistant.store.conditions import among
from assistant.store.snapshot import Snapshot, within
from assistant.store.sqlite import Row
from assistant.types import Scope

_MOST = 16  # others for each name, on the average of a document; the migration in the schema says the same


def rows_of(document: int, namings: Collection[tuple[int, int]]) -> list[Row]:
    """The rows of a document, of the pairs of sentence and entity that it names, each pair once."""
    sentences = defaultdict[int, list[int]](list)
    for sentence, entity in namings:
        sentences[sentence].append(entity)
    if sum(len(named) * (len(named) - 1) for named in sentences.values()) > _MOST * len(namings):
        return [(entity, document, None) for entity in sorted({entity for _, entity in namings})]
    others = defaultdict[int, list[str]](list)
    for named in sentences.values():
        if len(named) > 1:
            listed = [str(entity) for entity in named]
            for place, entity in enumerate(named):
                others[entity] += listed[:place] + listed[place + 1 :]
    return [(entity, document, ",".join(listed)) for entity, listed in sorted(others.items())]


def beside(snapshot: Snapshot, own: Collection[int], scope: Scope) -> dict[int, int]:
    """How many sentences in scope each other entity shares with these."""
    condition, values = within(scope)
    documents = "" if condition == "1" else " CROSS JOIN documents d ON d.key = c.document"
    named, keys = among("c.entity", sorted(own))
    # Where a document names several of them, they may share sentences, which count once.
    [(listed, unlisted)] = snapshot.rows(
        "SELECT group_concat(others) FILTER (WHERE named = 1),"
        " group_concat(document) FILTER (WHERE named > 1 OR others IS NULL) FROM"
        f" (SELECT c.document, count(*) named, c.others FROM company c{documents} WHERE {named} AND {condition}"
        " GROUP BY c.document)",
        (keys, *values),
    )
    counted = Counter[str](listed.split(",") if listed else ())
    shared = Counter({int(entity): count for entity, count in counted.items()})
    if unlisted:
        shared.update(_looked_through(snapshot, own, f"[{unlisted}]"))
    return {entity: count for entity, count in shared.items() if entity not in own}


def _looked_through(snapshot: Snapshot, own: Collection[int], documents: str) -> dict[int, int]:
    """The same of some documents, by their sentences."""
    named, keys = among("entity", sorted(own))
    inside = "FROM mentions WHERE document IN (SELECT value FROM json_each(?)) AND sentence >= 0"
    rows = snapshot.rows(
        f"SELECT o.entity, count(*) FROM (SELECT DISTINCT document, sentence {inside} AND {named}) s"
        f" JOIN (SELECT DISTINCT document, sentence, entity {inside}) o USING (document, sentence) GROUP BY o.entity",
        (documents, keys, documents),
    )
    return {row[0]: row[1] for row in rows}
