"""Run the mutation suite: python -m evals.mutations [--limit N] [--seed N] [--show KIND]."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator

from assistant.grounding.judging import judge
from assistant.grounding.readings import analyse
from assistant.grounding.support import Source, Support
from assistant.grounding.verifier import quotation_faults, verify
from assistant.types import Citation, Claim
from evals.mutations.changes import CHANGES
from evals.mutations.rewordings import REWORDINGS
from evals.mutations.sources import Case, cases


def claim(case: Case, sentence: str) -> Claim:
    """The verdict on a sentence that cites the case's excerpt."""
    return verify(sentence, [Citation("e1", case.excerpt)], ["e1"])


def _judged(case: Case) -> list[str]:
    """The reasons against the untouched sentence when its being verbatim is not taken into account."""
    support = Support(analyse(case.words, case.excerpt.date), [Source(case.excerpt, case.text)])
    return [
        f"{reason.kind}: {reason.detail}"
        for reason in (*quotation_faults(case.words, [case.text.text]), *judge(support))
    ]


def main() -> None:
    """Print for each kind how many were refused."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--limit", type=int, default=2000, help="sentences")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", default="", help="print the failures of one kind")
    options.add_argument("--most", type=int, default=30)
    given = options.parse_args()
    found = cases(given.limit, given.seed)
    untouched = [claim(case, case.words) for case in found]
    refused = sum(verdict.status != "supported" for verdict in untouched)
    print(f"untouched          {len(found):6d}  refused {refused / len(found):7.2%}")
    shown = given.most
    kinds: Counter[str] = Counter()
    judged = 0
    for case in found:
        if faults := _judged(case):
            judged += 1
            kinds.update({fault.split(":")[0] for fault in faults})
            if given.show == "judged" and shown:
                shown -= 1
                print(case.words, "\n     ", faults)
    print(f"untouched, judged  {len(found):6d}  refused {judged / len(found):7.2%}  {dict(kinds)}")
    for name, table, wanted in (("changed", CHANGES, True), ("reworded", REWORDINGS, False)):
        total = wrong = 0
        for kind, change in table.items():
            verdicts = list(_verdicts(found, change, given.seed))
            bad = [item for item in verdicts if (item[2].status != "supported") != wanted]
            right = sum(verdict.status != "supported" for _, _, verdict in verdicts)
            total += len(verdicts)
            wrong += right
            reasons = Counter(reason.kind for _, _, verdict in verdicts for reason in verdict.reasons)
            print(
                f"{name} {kind:12s}{len(verdicts):6d}  refused {right / max(1, len(verdicts)):7.2%}"
                f"  {dict(reasons.most_common(6))}"
            )
            if given.show in (kind, "all"):
                for case, changed, verdict in bad[: given.most]:
                    print(
                        "   TRUE ",
                        case.words,
                        "\n   SAID ",
                        changed,
                        "\n        ",
                        [f"{r.kind}: {r.detail}" for r in verdict.reasons],
                    )
        print(f"{name} all         {total:6d}  refused {wrong / max(1, total):7.2%}")


def _verdicts(
    found: list[Case], change: Callable[[Case, random.Random], Iterator[str]], seed: int
) -> Iterator[tuple[Case, str, Claim]]:
    chance = random.Random(seed)  # noqa: S311  # a sample, no secret
    for case in found:
        for changed in dict.fromkeys(change(case, chance)):
            if changed.lower() != case.words.lower():
                yield case, changed, claim(case, changed)
