"""How often days are written about, less what reprints say again: one story counts once, by its first publication."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.store.conditions import Where
from assistant.store.contract import DayCount, EventQuery
from assistant.store.snapshot import Snapshot, within


def once(
    snapshot: Snapshot, query: EventQuery, counts: Sequence[DayCount], sentences: tuple[str, tuple[object, ...]] | None
) -> list[DayCount]:
    """The counts with each cluster counted once for a day; `sentences` are those of the events that were asked for.

    A SELECT of `document` and `sentence` with its values; None where every sentence counts.
    """
    if snapshot.value("SELECT 1 FROM documents WHERE cluster IS NOT NULL LIMIT 1") is None:
        return list(counts)
    again = {row[0]: row[1:] for row in _said_again(snapshot, query, sentences)}
    out_again = dict(_out_again(snapshot, query, sentences))
    less = [_less(count, again.get(count.day.toordinal()), out_again.get(count.day.toordinal(), 0)) for count in counts]
    return [count for count in less if count.documents or count.published]


def _less(count: DayCount, again: tuple[int, ...] | None, published: int) -> DayCount:
    mentions, documents, early, late, leading = again or (0, 0, 0, 0, 0)
    return DayCount(
        count.day,
        count.mentions - mentions,
        count.documents - documents,
        count.published - published,
        count.early - early,
        count.late - late,
        count.leading - leading,
    )


def _said_again(
    snapshot: Snapshot, query: EventQuery, sentences: tuple[str, tuple[object, ...]] | None
) -> list[tuple[int, ...]]:
    """What copies say of days besides the first of their cluster: as `day_counts` counts, by day."""
    where = _clustered("v.named", query)
    if sentences is None:
        voices, values = "day_voices v CROSS JOIN documents d ON d.key = v.document", where.values
    else:
        spoken = (
            f"SELECT x.lo named, x.document, count(*) expressions, min(x.sentence) < 5 leading FROM ({sentences[0]}) s"
            " CROSS JOIN dates x ON x.document = s.document AND x.sentence = s.sentence"
            " WHERE x.grain = 'day' AND x.lo = x.hi GROUP BY x.lo, x.document"
        )
        voices, values = f"({spoken}) v JOIN documents d ON d.key = v.document", (*sentences[1], *where.values)
    rows = snapshot.rows(
        "SELECT named, sum(expressions), count(*), count(*) FILTER (WHERE day <= named),"
        " count(*) FILTER (WHERE day > named + 7), sum(leading) FROM (SELECT v.named, v.expressions, v.leading, d.day,"
        " row_number() OVER (PARTITION BY v.named, d.cluster ORDER BY d.day IS NULL, d.day, d.id) place"
        f" FROM {voices} WHERE {where.sql}) WHERE place > 1 GROUP BY named",
        values,
    )
    return [tuple(row) for row in rows]


def _out_again(
    snapshot: Snapshot, query: EventQuery, sentences: tuple[str, tuple[object, ...]] | None
) -> list[tuple[int, int]]:
    """How many copies came out on each day besides the first of their cluster."""
    where = _clustered("d.day", query)
    where.add("d.day IS NOT NULL")
    if sentences is not None:
        where.add(f"d.key IN (SELECT document FROM ({sentences[0]}))", *sentences[1])
    rows = snapshot.rows(
        "SELECT day, count(*) FROM (SELECT d.day, row_number() OVER (PARTITION BY d.cluster ORDER BY d.day, d.id) place"
        f" FROM documents d WHERE {where.sql}) WHERE place > 1 GROUP BY day",
        where.values,
    )
    return [(row[0], row[1]) for row in rows]


def _clustered(column: str, query: EventQuery) -> Where:
    where = Where(within(query.scope))
    where.add("d.cluster IS NOT NULL")
    if query.lo is not None:
        where.add(f"{column} >= ?", query.lo.toordinal())
    if query.hi is not None:
        where.add(f"{column} <= ?", query.hi.toordinal())
    return where
