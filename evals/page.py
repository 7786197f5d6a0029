"""A run as one HTML file that needs nothing else: no script, no picture, no address, every text escaped."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from assistant.reading.hidden import shown
from evals.evaluators import HARD
from evals.gate import Change, Outcome
from evals.records import CaseRecord, Json, RunRecord
from evals.summary import MEANS, SHARES, rows
from evals.terminal import NOTE, gate_words

_STYLE = (Path(__file__).resolve().parent / "page.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_FIGURES = (*MEANS, *SHARES)
_LONGEST_JSON = 20_000


def page(run: RunRecord, outcome: Outcome, release: str | None) -> str:
    """The whole page; cases that changed since the release come first, then those that fail, then all others."""
    policy = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"
    title = f"Evals: {run.head.model}, Attaché {run.head.version}"
    return "".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(title)}</title><style>{_STYLE}</style></head><body><main><h1>{_text(title)}</h1>",
            _head(run),
            f"<h2>Gate</h2><p>{_text(gate_words(outcome, release))}</p>",
            _table(run),
            *_cases(run, outcome),
            "</main></body></html>\n",
        ]
    )


def _text(value: object) -> str:
    """Any value as text of a page: escaped, with hidden characters made visible."""
    return escape(shown(str(value)))


def _head(run: RunRecord) -> str:
    head = run.head
    parts = {
        "begun": run.begun,
        "seconds": f"{run.seconds:.1f}",
        "epochs": head.epochs,
        "program": head.program,
        "documents": head.corpora,
        "suites": head.suites,
        "prompts": head.prompts,
        "settings": head.settings,
        "judge": head.judge or "none",
        "left out": "; ".join(run.skipped) or "nothing",
    }
    listed = "".join(f"<dt>{_text(name)}</dt><dd>{_text(_plain(value))}</dd>" for name, value in parts.items())
    return f"<details><summary>What was measured</summary><dl>{listed}</dl></details>"


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _table(run: RunRecord) -> str:
    head = "".join(f"<th>{_text(name)}</th>" for name in ("suite", "kind", "cases", "passed", *_FIGURES, "F1"))
    body = ""
    for row in rows(run):
        figures = [str(row.figures[name]) if name in row.figures else "–" for name in _FIGURES]
        f1 = "–" if row.refused.f1 is None else f"{row.refused.f1:.3f}"
        cells = "".join(
            f"<td>{_text(cell)}</td>" for cell in (row.suite, row.kind, row.passed.count, row.passed, *figures, f1)
        )
        body += f'<tr class="{"all" if row.kind == "all" else "kind"}">{cells}</tr>'
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<h2>Figures</h2><div class="wide">{table}</div><p class="quiet">{_text(NOTE)}</p>'


def _cases(run: RunRecord, outcome: Outcome) -> Iterator[str]:
    changed = {(change.suite, change.case) for change in (*outcome.lost, *outcome.gained, *outcome.hard)}
    parts: dict[str, list[CaseRecord]] = {"Changed since the release": [], "Failing": [], "Passing": []}
    for record in run.cases:
        if (record.suite, record.case) in changed:
            parts["Changed since the release"].append(record)
        else:
            parts["Passing" if record.passed else "Failing"].append(record)
    told = {(change.suite, change.case): word for word, changes in _words(outcome) for change in changes}
    for title, records in parts.items():
        yield f"<h2>{_text(title)} ({len(records)})</h2>"
        yield from (_case(record, told.get((record.suite, record.case), "")) for record in records)


def _words(outcome: Outcome) -> Iterator[tuple[str, Sequence[Change]]]:
    yield "gained", outcome.gained
    yield "lost", outcome.lost
    yield "hard failure", outcome.hard


def _case(record: CaseRecord, word: str) -> str:
    mark = '<b class="good">passed</b>' if record.passed else '<b class="bad">failed</b>'
    name = f"{record.suite}/{record.case}" + (f" #{record.epoch}" if record.epoch > 1 else "")
    parts = " · ".join(filter(None, (_text(name), _text(record.kind), _text(word))))
    body = [_verdicts(record)]
    if record.scope:
        body.append(f'<p class="quiet">Scope: {_text(_plain(record.scope))}</p>')
    if record.error is not None:
        body.append(f'<p class="bad">{_text(record.error)}</p>')
    if not record.turns:
        body += [f"<p><b>{_text(question)}</b></p>" for question in record.questions]
    body += [_turn(turn) for turn in record.turns]
    identifier = escape(f"{record.suite}-{record.case}-{record.epoch}".replace(" ", "-"), quote=True)
    return f'<details id="{identifier}"><summary>{mark} {parts}</summary>{"".join(body)}</details>'


def _verdicts(record: CaseRecord) -> str:
    def value(name: str, told: bool | float) -> str:
        if isinstance(told, bool):
            kind = "good" if told else "bad"
            return f'<b class="{kind}">{"holds" if told else "fails (hard)" if name in HARD else "fails"}</b>'
        return f"<b>{told:.3g}</b>"

    listed = "".join(
        f"<dt>{_text(name)}</dt><dd>{value(name, verdict.value)} {_text(verdict.reason)}</dd>"
        for name, verdict in (*record.verdicts.items(), *((f"judge: {n}", v) for n, v in record.judged.items()))
    )
    return f"<details><summary>Verdicts</summary><dl>{listed}</dl></details>"


def _turn(turn: Json) -> str:
    numbers: dict[str, int] = turn.get("numbers", {})
    claims: list[Json] = turn.get("claims", [])
    sentences = "".join(_claim(claim, numbers) for claim in claims) or f"<p>{_text(turn.get('answer', ''))}</p>"
    steps = "".join(f"<li>{_text(_cut(_plain(step)))}</li>" for step in turn.get("steps", []))
    return (
        f"<p><b>{_text(turn.get('question', ''))}</b></p>{sentences}{_sources(claims, numbers)}"
        f"<details><summary>Transcript</summary><ol>{steps}</ol></details>"
    )


def _claim(claim: Json, numbers: dict[str, int]) -> str:
    marks = "".join(f"[{numbers.get(one['id'], one['id'])}]" for one in claim["citations"])
    if claim["status"] == "supported":
        return f"<p>{_text(claim['text'])} {_text(marks)}</p>"
    reasons = "; ".join(f"{reason['kind']}: {reason['detail']}" for reason in claim["reasons"])
    return f'<p class="bad">{_text(claim["status"])}: {_text(claim["text"])} ({_text(reasons)})</p>'


def _sources(claims: Iterable[Json], numbers: dict[str, int]) -> str:
    cited: dict[str, Json] = {one["id"]: one for claim in claims for one in claim["citations"]}
    items = ""
    for one in sorted(cited.values(), key=lambda item: numbers.get(item["id"], len(numbers) + 1)):
        place = f"{one['document']} {one['start']}–{one['end']}"
        head = ", ".join(str(part) for part in (one["source"], one["date"], one["title"], place) if part)
        number = numbers.get(one["id"], one["id"])
        items += f"<dt>[{_text(number)}] {_text(head)}</dt><dd><blockquote>{_text(one['text'])}</blockquote></dd>"
    return f"<details><summary>Citations ({len(cited)})</summary><dl>{items}</dl></details>"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_JSON else f"{text[:_LONGEST_JSON]}…"
