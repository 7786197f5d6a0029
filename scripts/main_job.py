"""Run Attaché's main job on real reports from the outside: `main_job.py CORPUS`, one line for each check.

Every command goes through `scripts/attache` with an empty home. CORPUS is the folder of the two reports. Exits 1
when a check fails; the last line counts them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class CheckError(Exception):
    """A check found something else than it should; the text says what."""


def require(holds: object, otherwise: str) -> None:
    """Raise `CheckError` with the sentence unless the condition holds."""
    if not holds:
        raise CheckError(otherwise)


@dataclass
class Job:
    """A store of its own, the commands run on it, and the outcome of each check."""

    home: Path
    corpus: Path
    passed: int = 0
    failed: int = 0
    texts: dict[str, str] = field(default_factory=dict[str, str])

    def attache(self, *arguments: str) -> Any:
        """Run one command and return what it printed as JSON; fails on any exit status but 0."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8"}
        if "ATTACHE_VENV" in os.environ:
            environment["ATTACHE_VENV"] = os.environ["ATTACHE_VENV"]
        command = [str(ROOT / "scripts" / "attache"), *arguments]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        require(ended.returncode == 0, f"exit status {ended.returncode}: {ended.stderr.strip()[-400:]}")
        return json.loads(ended.stdout) if "--json" in arguments else ended.stdout

    def on_store(self, command: str, *arguments: str) -> Any:
        """Run one command with `--json` on the job's own store."""
        return self.attache(command, "--store", str(self.home / "store"), "--json", *arguments)

    def published(self, day: str) -> str:
        """The report that opens with this publication date."""
        return next(text for text in self.texts.values() if text.lstrip().startswith(f"date {day} "))

    def check(self, sentence: str, body: Callable[[Job], None]) -> None:
        """Run one check and print its line."""
        try:
            body(self)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is this check's failure, the others still run
            self.failed += 1
            print(f"FAILED {sentence}: {error!r}", flush=True)
        else:
            self.passed += 1
            print(f"ok     {sentence}", flush=True)


def citations(answer: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Every citation of an answer's claims."""
    return [citation for claim in answer["claims"] for citation in claim["citations"]]


def starter_documents(job: Job) -> None:
    """The first question of the README, with nothing ingested."""
    answer = job.attache("ask", "What did Esperon say could be bought first?", "--json")
    require(answer["grounding"] == "grounded", answer["grounding"])
    require("trucks" in answer["answer"].casefold(), answer["answer"])
    require(all(citation["source"] == "Rappler.com" for citation in citations(answer)), "another source is cited")


def ingest(job: Job) -> None:
    """Both reports go in, and a second time changes nothing."""
    store = str(job.home / "store")
    job.attache("ingest", "--store", store, str(job.corpus))
    before = job.on_store("quotes")
    job.attache("ingest", "--store", store, str(job.corpus))
    require(job.on_store("quotes") == before, "the second ingest changed the quotations")


def sochi(job: Job) -> None:
    """A question of time, answered from the later report."""
    answer = job.on_store("ask", "When did Putin and Duterte meet in Sochi?")
    text = job.published("2020-02-25")
    cited = [one for one in citations(answer) if "Sochi" in one["text"]]
    require(answer["grounding"] == "grounded", answer["grounding"])
    require("October 2019" in answer["answer"], answer["answer"])
    require(cited, "no citation names Sochi")
    require(all(one["date"] == "2020-02-25" and one["text"] in text for one in cited), "not the report's own sentence")


def khovaev(job: Job) -> None:
    """The ambassador's words, as they stand in the report."""
    found = job.on_store("quotes", "--speaker", "Khovaev")["quotes"]
    text = job.published("2020-02-25")
    spoken = [quote for quote in found if quote["kind"] in {"direct", "mixed"}]
    require(len(spoken) >= 4, f"{len(spoken)} quotations")
    require(all("Khovaev" in quote["speaker"]["name"] for quote in found), "another speaker's words")
    require(all(quote["citation"]["text"] in text for quote in found), "a citation is not verbatim")
    pieces = [piece for quote in found for piece in quote["words"].split(" … ")]
    require(all(piece in text for piece in pieces), "the words are not verbatim")
    require(any("indivisible" in quote["words"] for quote in spoken), "a quotation is missing")


def timeline(job: Job) -> None:
    """What happened stands on its own day, not on the day of the report."""
    events = job.on_store("timeline", "--from", "2016-11-01", "--to", "2017-02-28")["events"]
    days = [(event["date"]["lo"], event["date"]["hi"], event["text"]) for event in events]
    require(
        any(lo == hi == "2017-02-16" and "Davao" in text for lo, hi, text in days), f"no talks on 16 February: {days}"
    )
    require(
        any((lo, hi) == ("2016-11-01", "2016-11-30") and "Peru" in text for lo, hi, text in days), "no Peru in November"
    )
    require(not any(lo == hi == "2017-02-17" and "Peru" in text for lo, hi, text in days), "Peru on the report's date")


def brazil(job: Job) -> None:
    """What the record does not say."""
    answer = job.on_store("ask", "Who is the president of Brazil?")
    require(answer["grounding"] == "none", answer["grounding"])
    require(answer["claims"] == [], "claims without grounding")


CHECKS: dict[str, Callable[[Job], None]] = {
    "the starter documents answer the first question": starter_documents,
    "both reports go in, and a second time changes nothing": ingest,
    "the meeting in Sochi is dated and cited from the 2020 report": sochi,
    "Khovaev's words are given verbatim": khovaev,
    "the timeline has the Davao City talks on 2017-02-16 and Peru in November 2016": timeline,
    "the president of Brazil is not in the record": brazil,
}


def main() -> int:
    """Run from the command line; returns the exit status."""
    corpus = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as home:
        job = Job(Path(home), corpus)
        job.texts = {path.name: path.read_text(encoding="utf-8") for path in corpus.glob("*.txt")}
        for sentence, body in CHECKS.items():
            job.check(sentence, body)
    print(f"main job: {job.passed} passed, {job.failed} failed")
    return 1 if job.failed else 0


if __name__ == "__main__":
    sys.exit(main())
