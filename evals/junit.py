"""A run as JUnit XML, for machines that show test results."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from evals.evaluators import HARD
from evals.records import CaseRecord, RunRecord

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(runs: Sequence[RunRecord]) -> str:
    """One `testsuite` for each model and suite, one `testcase` for each case and epoch."""
    root = ET.Element("testsuites", name="attache eval")
    for run in runs:
        for suite in dict.fromkeys(record.suite for record in run.cases):
            records = [record for record in run.cases if record.suite == suite]
            element = ET.SubElement(
                root,
                "testsuite",
                name=_clean(f"{run.head.model}.{suite}"),
                tests=str(len(records)),
                failures=str(sum(record.error is None and not record.passed for record in records)),
                errors=str(sum(record.error is not None for record in records)),
                time=f"{sum(record.score('seconds') or 0 for record in records):.3f}",
                timestamp=run.begun,
            )
            for record in records:
                _case(element, record)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, record: CaseRecord) -> None:
    epoch = f" #{record.epoch}" if record.epoch > 1 else ""
    case = ET.SubElement(
        suite,
        "testcase",
        classname=_clean(f"{record.suite}.{record.kind}"),
        name=_clean(record.case + epoch),
        time=f"{record.score('seconds') or 0:.3f}",
    )
    if record.error is not None:
        ET.SubElement(case, "error", message=_clean(record.error))
    elif not record.passed:
        kind = "hard" if set(record.failures) & HARD else "failed"
        told = "\n".join(f"{name}: {reason}" for name, reason in record.failures.items())
        ET.SubElement(case, "failure", type=kind, message=_clean(told.split("\n", 1)[0])).text = _clean(told)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
