"""What hostile texts cost: how the reader's time grows when such a text doubles, part by part, up to 1 MB.

Each text repeats what tempts a pattern to look again and again at the same characters, or names so many people that
comparing each with each would never end. A reader that does its work once takes twice the time for twice the text;
two and a half times is the bound. The time is the processor's, so that other programs on the machine count little.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

from assistant.reading.dates import read_dates
from assistant.reading.events import read_events
from assistant.reading.names import read_names
from assistant.reading.quotes import read_quotes
from assistant.reading.sentences import split_sentences
from evals.speeds.figures import Figure, median

SIZE = 1_000_000  # characters of the longer text; the shorter has half
GROWTH_LIMIT = 2.5
PUBLISHED = date(2020, 1, 1)
PARTS = ("sentences", "names", "dates", "quotes", "events")
_DOUBTFUL = 2.3  # a growth above this is measured again
_LEAST = 0.05  # seconds: below it the clock tells nothing, so a shorter time counts as this
_SYLLABLES = "ba de ki lo mu ra sen tov vik zan".split()

REPEATED = {
    "one letter": "a",
    "one capital": "A",
    "spaces": " ",
    "line breaks": "\n",
    "digits": "1",
    "digits and commas": "1,",
    "digits and strokes": "1/",
    "full stops": ".",
    "hyphens": "-",
    "hyphenated words": "Aa-",
    "initials": "A.",
    "capital words": "AB ",
    "titled words": "Aab ",
    "listed names": "Aab, ",
    "titles": "President of ",
    "bodies": "Ministry of the ",
    "quotation marks": '"',
    "apostrophes": "'",
    "open quotations": " “word ",
    "nested quotations": "“a ‘b ",
    "quoted paragraphs": "“It is so.\n\n",
    "quotations with speakers": '"It is," said Putin, "and ',
    "open brackets": "(",
    "acronyms": "Alpha Beta Gamma (ABG) ",
    "verbs of saying": "said ",
    "reports": "he said that ",
    "attributions": "according to ",
    "colons": "Smith: ",
    "dashes": " - ",
    "weekdays": "Friday, ",
    "months": "May ",
    "years": "1998 ",
    "ranges": "May to ",
    "numbers in words": "twenty ",
    "days ago": "two days ago ",
    "dated clauses": ", which was signed on May 5, 1998, ",
    "shouted headlines": "PUTIN VISITS THE MANILA AND IS ",
    "headlines": "Putin Visits Manila For Talks With Duterte\n",
    "marks of other scripts": "e\u0301\u200d😀İ",
    "offices and descriptions": "President Vladimir Putin came. The president said it. ",
}


def repeated(unit: str, size: int) -> str:
    """`unit` again and again, `size` characters in all."""
    return (unit * (size // len(unit) + 1))[:size]


def many_people(size: int) -> str:
    """A text in which everybody has another name."""
    parts: list[str] = []
    for syllables in product(_SYLLABLES, repeat=6):
        if size <= 0:
            break
        name = "".join(syllables).capitalize()
        parts.append(f"President John {name} said it. The president said {name} came. ")
        size -= len(parts[-1])
    return "".join(parts)


def texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Each hostile text by its name, made for a number of characters."""
    for name, unit in REPEATED.items():
        yield name, lambda size, unit=unit: repeated(unit, size)
    yield "many people", many_people


def part_times(text: str) -> dict[str, float]:
    """Seconds of processor time that each part of the reader takes for `text`."""
    clock = time.process_time
    marks = [clock()]
    sentences = split_sentences(text)
    marks.append(clock())
    names = read_names(text, sentences)
    marks.append(clock())
    dates = read_dates(text, sentences, PUBLISHED)
    marks.append(clock())
    quotes = read_quotes(text, sentences, names.mentions, names.roles, dates)
    marks.append(clock())
    read_events(text, sentences, names.mentions, dates, quotes, PUBLISHED)
    marks.append(clock())
    return {part: marks[index + 1] - marks[index] for index, part in enumerate(PARTS)}


def growths(make: Callable[[int], str], size: int, runs: int) -> dict[str, float]:
    """By part, the time for `size` characters over the time for half of them.

    What looks too much is measured up to `runs` times, and the shortest times count: others only add to them.
    """
    half: dict[str, float] = {}
    whole: dict[str, float] = {}
    found: dict[str, float] = {}
    for _ in range(runs):
        half = _shorter(half, part_times(make(size // 2)))
        whole = _shorter(whole, part_times(make(size)))
        found = {part: whole[part] / half[part] for part in PARTS}
        if max(found.values()) <= _DOUBTFUL:
            break
    return found


def _shorter(known: dict[str, float], times: dict[str, float]) -> dict[str, float]:
    return {part: max(_LEAST, min(seconds, known.get(part, seconds))) for part, seconds in times.items()}


def worst_growths(size: int, runs: int) -> list[Figure]:
    """For each part of the reader the text whose doubling costs it most."""
    part_times(many_people(2000))  # tables are built at their first use
    worst: dict[str, tuple[float, str]] = {}
    for name, make in texts():
        for part, growth in growths(make, size, runs).items():
            worst[part] = max(worst.get(part, (0.0, "")), (growth, name))
    return [
        median(f"{part}: hostile text doubled ({name})", [growth], "times", at_most=GROWTH_LIMIT)
        for part, (growth, name) in worst.items()
    ]


def measure(runs: int, sample: float | None = None) -> list[Figure]:
    """The worst growth of each hostile text over the parts of the reader; `sample` is the longer text's size in MB."""
    size = SIZE if sample is None else int(sample * 1_000_000)
    part_times(many_people(2000))
    figures: list[Figure] = []
    for name, make in texts():
        part, growth = max(growths(make, size, runs).items(), key=lambda item: item[1])
        figures.append(median(f"{name} ({part})", [growth], "times", at_most=GROWTH_LIMIT))
    return figures
