"""`attache eval new`: a person confirms drafted cases, one by one, in the terminal, and adds questions of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.app import Assistant
from assistant.doors.cli.lines import clean, say
from assistant.doors.cli.session import assistant_of
from assistant.errors import FaultError, UsageError
from assistant.settings import EXTRACTIVE
from assistant.types import Excerpt
from evals.cases import LONGEST_WORDS, Expectation, Fact, FiledCase, Inputs, SpanRef, SuiteFile, digest
from evals.drafting import Drafted, drafts, slug
from evals.suites import parse_suite

Ask = Callable[[str], str]
"""Puts a prompt to the reviewer; raises EOFError when they leave."""

CHOICES = "[k]eep, [e]dit the question, [s]kip, [o]wn question, [q]uit and save"
_FOUND = 8


async def new_suite(arguments: Sequence[str], store: str | None, ask: Ask = input) -> int:
    """Review drafts from the store's documents into a suite's file. Raises UsageError for wrong arguments."""
    if len(arguments) != 1 or not arguments[0].endswith((".yaml", ".yml")):
        raise UsageError("Name the suite's file, as in `attache eval new ministry.yaml`.")
    path = Path(arguments[0])
    kept = _present(path)
    already = len(kept)
    async with assistant_of(store, EXTRACTIVE) as assistant:
        say(f"Cases are drafted from your documents. {CHOICES}.\n")
        try:
            await _review(assistant, kept, ask)
        except (EOFError, KeyboardInterrupt):
            say("\n")
    if not kept:
        say("No case was kept, so no file was written.\n")
        return 0
    write_suite(path, kept)
    say(f"{len(kept) - already} cases were added to {path}, which has {len(kept)}. Run them: attache eval {path}\n")
    return 0


def _present(path: Path) -> list[FiledCase]:
    """The cases of the file as it is."""
    return list(parse_suite(path.read_text(encoding="utf-8"), path).cases) if path.is_file() else []


async def _review(assistant: Assistant, kept: list[FiledCase], ask: Ask) -> None:
    async for drafted in drafts(assistant.store, frozenset(case.name for case in kept)):
        while True:
            say(_shown(drafted))
            choice = ask(f"{CHOICES}: ").strip().casefold()[:1]
            if choice == "q":
                return
            if choice == "o":
                own = await _own(assistant, kept, ask)
                kept += [] if own is None else [own]
            elif choice == "k":
                kept.append(drafted.case)
                break
            elif choice == "e":
                kept.append(_asking(drafted.case, ask("The question: ").strip()))
                break
            elif choice == "s":
                break
    own = await _own(assistant, kept, ask)
    while own is not None:
        kept.append(own)
        own = await _own(assistant, kept, ask)


def _shown(drafted: Drafted) -> str:
    wanted = drafted.case.metadata
    facts = "; ".join(map(str, wanted.said)) or "the words as they stand"
    return clean(
        f"\n{wanted.kind}: {drafted.case.inputs.questions[0]}\n  {' '.join(drafted.shown.split())}\n"
        f"  ({drafted.source})\n  must say: {facts}\n"
    )


def _asking(case: FiledCase, question: str) -> FiledCase:
    return case.model_copy(update={"inputs": Inputs(questions=(question,))}) if question else case


async def _own(assistant: Assistant, kept: Sequence[FiledCase], ask: Ask) -> FiledCase | None:
    """A question of the reviewer's own, with the excerpts that answer it picked from what a search finds."""
    question = ask("Your own question (empty to end): ").strip()
    if not question:
        return None
    found = (await assistant.call("passage_search", {"query": question, "limit": _FOUND})).excerpts
    for number, excerpt in enumerate(found, 1):
        say(clean(f"  {number}. {' '.join(excerpt.text.split())[:300]} ({excerpt.document})\n"))
    chosen = _numbers(ask("Which excerpts answer it (numbers; empty when the record does not say): "), found)
    name = slug("own", question)
    while any(case.name == name for case in kept):
        name += "x"
    if not chosen:
        wanted = Expectation(kind="unanswerable", refusal="required")
    else:
        words = ask("A word or name that the answer must say: ").strip()[:LONGEST_WORDS]
        said = (Fact(words=(words or chosen[0].text.split()[0][:LONGEST_WORDS],)),)
        group = tuple(
            SpanRef(document=one.document, start=one.start, end=one.end, sha256=digest(one.text)) for one in chosen
        )
        wanted = Expectation(kind="single fact", excerpts=(group,), said=said)
    return FiledCase(name=name, inputs=Inputs(questions=(question,)), metadata=wanted)


def _numbers(reply: str, found: Sequence[Excerpt]) -> list[Excerpt]:
    picked = [int(part) for part in reply.replace(",", " ").split() if part.isdecimal()]
    return [found[number - 1] for number in picked if 0 < number <= len(found)]


def write_suite(path: Path, cases: Sequence[FiledCase]) -> None:
    """Write a suite's file. Raises FaultError when it cannot be written."""
    suite = SuiteFile(name=slug(path.stem) or "suite", cases=tuple(cases))
    plain: dict[str, Any] = suite.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    try:
        path.write_text(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")
    except OSError as error:
        raise FaultError(f"{path} cannot be written: {error.strerror or error}.") from error
