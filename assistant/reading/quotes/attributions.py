"""From a verb of communication to an attribution: the speaker, the cue and the words."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.reading.quotes.clauses import after_adjuncts, clause_end, complement, has_finite, leaves
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import BREAK, QUOTE, WORD, Stream
from assistant.reading.quotes.subjects import Subject, clause_subject, left_subject, right_subject, verb_group
from assistant.reading.quotes.verbs import AMBIGUOUS, Verb, verbs_of
from assistant.reading.quotes.words import BE, CALENDAR, CONJUNCTIONS, DETERMINERS, DOCUMENTS, OBJECT, PREPOSITIONS
from assistant.types import Span

_SUBORDINATORS = frozenset("while although though after when because since as whereas".split())
_REPORTING = frozenset("ctoqw")
_PLURAL_SPEAKERS = ("they", "we", "i", "you", "who", "people", "some", "others", "many", "most", "police")


@dataclass(slots=True)
class Attribution:
    """One speech act found in a stream, in items; `pieces` are item ranges (both ends included)."""

    stream: Stream
    rule: str
    cue: Span
    subject: Subject | None
    pieces: list[tuple[int, int]]
    first: int
    last: int
    regions: list[int] = field(default_factory=list[int])
    """Items of quotations that are pieces by themselves."""
    anonymous: bool = False
    """Whether the text leaves the speaker out."""

    @property
    def start(self) -> int:
        """The first character of what was said."""
        return self.stream.starts[min(first for first, _ in self.pieces)]


def read_cue(stream: Stream, at: int, names: NameIndex, earlier: list[Attribution]) -> Attribution | None:
    """The attribution whose cue is the verb at item `at`, if it reports speech."""
    for verb in verbs_of(stream.low[at]):
        if verb.particle and stream.word(at + 1) != verb.particle:
            continue
        if verb.particle and stream.kind(at + 2) == WORD and verb.frames == "q":
            return None
        return _Cue(stream, at, verb, names, earlier).read()
    return None


@dataclass(slots=True)
class _Cue:
    stream: Stream
    at: int
    verb: Verb
    names: NameIndex
    earlier: list[Attribution]
    after: int = 0

    def read(self) -> Attribution | None:
        self.after = self.at + (2 if self.verb.particle else 1)
        group = verb_group(self.stream, self.at, self.verb.tense)
        if group is None:
            return self.passive()
        if self.verb.lemma == "ask" and (group == self.at and self.stream.word(self.at - 1) in ("", "when")):
            return self.passive()
        if self.verb.tense == "ing" and group == self.at:
            return self.participial()
        if self.quote_before(group) is not None or self.after_clause(group):
            found = self.inverted(group)
            if found is not None:
                return found
        subject = left_subject(self.stream, group, self.names) or self.coordinated(group)
        if subject is None or not self.finite(subject):
            return None
        return self.ordinary(subject)

    def passive(self) -> Attribution | None:
        """ "Asked whether …", "was asked if": the question, put by somebody the text does not name."""
        if self.verb.lemma not in ("ask", "press", "question") or self.verb.tense != "past":
            return None
        if self.stream.word(self.at - 1) not in BE and self.stream.word(self.at - 1) not in ("when", ","):
            if self.stream.kind(self.at - 1) != BREAK:
                return None
        found = complement(self.stream, self.after, "wq", self.names)
        if found is None or found.mode not in ("question", "quote"):
            return None
        last = found.last
        if self.stream.word(self.at - 1) not in BE:
            comma = next((at for at in range(found.first, last) if self.stream.low[at] == ","), last + 1)
            last = max(found.first, comma - 1)
        made = self.leading(None, found.first, last, found.mode)
        made.rule = "asked"
        made.anonymous = True
        return made

    def coordinated(self, group: int) -> Subject | None:
        """The subject of the verb before "and": "laughed and said"."""
        if self.stream.word(group - 1) not in ("and", "but", "then"):
            return None
        return self.earlier_subject() or self.sentence_subject()

    def after_clause(self, group: int) -> bool:
        """Whether a comma and a whole clause stand before the verb, so that its subject may follow it."""
        if self.stream.word(group - 1) != ",":
            return False
        start = sentence_start(self.stream, group)
        comma = next((at for at in range(start, group) if self.stream.low[at] == ","), group)
        return has_finite(self.stream, start, comma)

    def finite(self, subject: Subject) -> bool:
        """Whether the form is a finite verb with this subject rather than a noun or an infinitive."""
        word = self.stream.low[subject.last]
        if self.stream.word(subject.clause - 1) in ("if", "whether", "unless", "until"):
            return False
        if self.verb.lemma in AMBIGUOUS and self.verb.tense in ("base", "third") and not self.verbal(subject):
            return False
        if self.verb.tense == "base" and self.verb.lemma == "say" and subject.form == "description":
            return True
        if self.verb.tense == "base":
            plural = word.endswith("s") and not word.endswith(("'s", "’s", "ss"))
            return word in _PLURAL_SPEAKERS or (subject.form != "pronoun" and plural)
        if self.verb.tense == "third" and self.verb.lemma not in ("say", "tell"):
            return word not in ("they", "we", "i", "you") and not word.endswith(("'s", "’s", "s'", "s’"))
        if self.verb.tense == "participle" and self.verb.lemma in ("write", "swear", "sing", "go", "begin"):
            return self.stream.low[self.at - 1] in ("has", "have", "had", "'s") or self.stream.low[self.at - 2] in (
                "has",
                "have",
                "had",
            )
        return not word.endswith(("'s", "’s"))

    def verbal(self, subject: Subject) -> bool:
        """Whether a form that may be a noun ("states", "reports") is a verb here: after a pronoun or a speaker's name."""
        if self.stream.capital(self.at):
            return False
        if subject.form in ("pronoun", "relative"):
            return True
        if subject.mention is None:
            report = complement(self.stream, self.after, "tq", self.names)
            return self.stream.low[subject.first] in DETERMINERS and (
                self.quote_before(subject.clause) is not None or report is not None
            )
        return (
            subject.mention is not None
            and subject.mention.type in ("person", "organisation")
            and (self.verb.lemma != "state" or subject.mention.type == "person")
        )

    def quote_before(self, at: int) -> int | None:
        """The quotation that ends right before item `at`, a comma or a sentence end between them."""
        back = at - 1
        if self.stream.kind(back) == BREAK and back >= 0:
            back -= 1
        elif self.stream.word(back) in (",", "—", "–", "-", "..."):
            back -= 1
        return back if back >= 0 and self.stream.kinds[back] == QUOTE else None

    def trails(self, quote: int, next_item: int) -> bool:
        """Whether an attribution right after the quotation at item `quote` is its own."""
        return (
            self.stream.closing(quote) in ",?!…—–-"
            or self.stream.word(quote + 1) in (",", "—", "–")
            or (next_item > quote + 1)
        )

    def closed(self, quote: int) -> bool:
        """Whether the quotation's last mark inside ends a sentence, so that what follows may be a new one."""
        return self.stream.closing(quote) in ".?!…"

    def inverted(self, group: int) -> Attribution | None:
        if group != self.at or "u" in self.verb.frames and "w" not in self.verb.frames:
            return None
        subject = right_subject(self.stream, self.after, self.names)
        if subject is None or self.verb.tense not in ("past", "third"):
            return None
        quote = self.quote_before(group)
        if quote is not None:
            if self.stream.kind(group - 1) == BREAK and not self.stream.capital(self.at):
                return self.around(quote, subject, "direct-inverted", subject.last + 1)
            if self.stream.kind(group - 1) != BREAK:
                return self.around(quote, subject, "direct-inverted", subject.last + 1)
            return None
        if self.stream.word(group - 1) != "," or self.verb.lemma not in (
            "say",
            "write",
            "add",
            "report",
            "explain",
            "note",
            "claim",
            "argue",
        ):
            return None
        if left_subject(self.stream, group, self.names) is not None and subject.form == "description":
            return None
        return self.trailing(group - 1, subject, "indirect-inverted", subject.last + 1)

    def ordinary(self, subject: Subject) -> Attribution | None:
        before = subject.clause
        quote = self.quote_before(before)
        strict = self.verb.lemma not in ("say", "tell", "add")
        frames = self.verb.frames
        if frames == "r":
            if self.stream.low[subject.last] not in DOCUMENTS:
                return None
            frames, quote = "c", None
        found = complement(self.stream, self.after, frames, self.names, strict)
        if quote is not None and found is not None:
            if self.stream.kind(quote - 1) == WORD or found.mode in ("that", "infinitive"):
                quote = None
        if quote is not None and self.trails(quote, before):
            if (
                found is None
                or not self.closed(quote)
                or (found.mode == "quote" and found.first == found.last and self.stream.word(found.first - 1) != ":")
            ):
                return self.around(quote, subject, "direct-trailing", self.after)
        if found is not None:
            if self.stream.word(before - 1) == "as" and found.mode == "bare":
                return None
            last = self.naming_end(subject, found.first, found.last)
            return self.leading(subject, found.first, last, found.mode)
        if self.stream.word(before - 1) == "as":
            return self.as_said(subject)
        if self.stream.word(before - 1) == "," and set(self.verb.frames) & _REPORTING:
            return self.trailing(before - 1, subject, "indirect-trailing", self.after)
        return None

    def naming_end(self, subject: Subject, first: int, last: int) -> int:
        """The content's last item: "what he calls a "new policy" that seeks …" names no more than is in the marks."""
        if self.stream.word(subject.clause - 1) != "what" or "d" not in self.verb.frames:
            return last
        return next((at for at in range(first, last + 1) if self.stream.kinds[at] == QUOTE), last)

    def leading(self, subject: Subject | None, first: int, last: int, mode: str) -> Attribution:
        only = mode == "quote" and first == last
        kind = "direct-leading" if only else f"indirect-{mode}"
        if not only and subject is not None:
            last = self.within_subordinate(subject, first, last)
        pieces = [(first, last)]
        begin = subject.first if subject else self.at
        made = self.make(kind, subject, pieces, begin, last)
        if only:
            self.extend(made, last + 1)
        return made

    def within_subordinate(self, subject: Subject, first: int, last: int) -> int:
        """The content's last item: "While he said it was late, he stayed" reports only up to the comma."""
        opener = subject.clause - 1
        if self.stream.word(opener) not in _SUBORDINATORS or self.stream.kind(opener - 1) == WORD:
            return last
        comma = next((at for at in range(first, last) if self.stream.low[at] == ","), last + 1)
        return comma - 1 if comma - first > 2 else last

    def around(self, quote: int, subject: Subject, rule: str, after: int) -> Attribution:
        """A quotation before the attribution, and its continuation after it."""
        if self.stream.kind(quote - 1) == WORD and self.stream.low[quote - 1] not in ("but", "and", "so"):
            start = sentence_start(self.stream, quote)
            if self.cut_earlier(quote):
                return None
            return self.make("mixed-trailing", subject, [(start, quote)], start, max(self.at, subject.last, after - 1))
        made = self.make(rule, subject, [(quote, quote)], quote, max(self.at, subject.last, after - 1))
        self.extend(made, after)
        return made

    def cut_earlier(self, quote: int) -> bool:
        """Whether an earlier attribution of the sentence holds the quotation; it ends there, for this one repeats it."""
        if not self.earlier or self.earlier[-1].stream is not self.stream:
            return False
        first, last = self.earlier[-1].pieces[-1]
        if not first <= quote <= last:
            return False
        self.earlier[-1].pieces[-1] = (first, quote)
        return True

    def extend(self, made: Attribution, after: int) -> None:
        """Take in a quotation that goes on in the same sentence after the attribution: ", he said, "…"."""
        for at in range(after, min(after + 40, len(self.stream))):
            kind = self.stream.kinds[at]
            if kind == BREAK or (kind == WORD and _speaks(self.stream, at)):
                return
            if kind == QUOTE:
                if self.stream.word(at - 1) in (",", "—", "–", ";", "but", "and"):
                    made.pieces.append((at, at))
                    made.last = at
                    made.rule = made.rule.replace("trailing", "interrupted")
                return

    def trailing(self, comma: int, subject: Subject, rule: str, after: int) -> Attribution | None:
        """A clause before the attribution: "It will rain, he said." """
        first = sentence_start(self.stream, comma)
        at, _ = after_adjuncts(self.stream, after)
        goes_on = self.stream.word(at) == "," and not leaves(self.stream, at + 1) and self.resumes(at + 1)
        if self.stream.kind(first) == BREAK or (comma - first < 3 and not goes_on):
            return None
        if self.earlier and self.earlier[-1].stream is self.stream and self.earlier[-1].last >= first:
            return None
        if not goes_on and not (has_finite(self.stream, first, comma - 1) and self.ends_report(after)):
            return None
        if not goes_on and comma - first < 6 and self.stream.low[first] in PREPOSITIONS | CONJUNCTIONS:
            return None
        made = self.make(rule, subject, [(first, comma - 1)], first, max(self.at, subject.last))
        if goes_on:
            end = clause_end(self.stream, at + 1)
            made.pieces.append((at + 1, end))
            made.last = end
        return made

    def ends_report(self, after: int) -> bool:
        """Whether nothing that could be the verb's object follows it."""
        word = self.stream.word(after)
        if self.stream.kind(after) != WORD:
            return self.stream.kind(after) != QUOTE
        return (
            word in PREPOSITIONS
            or word in CONJUNCTIONS
            or word in CALENDAR
            or word in OBJECT
            or self.stream.adverb(after)
            or ("o" in self.verb.frames)
        )

    def resumes(self, at: int) -> bool:
        word = self.stream.word(at)
        return (
            self.stream.kind(at) in (WORD, QUOTE) and not word.endswith("ing") and word not in CONJUNCTIONS - {"that"}
        )

    def as_said(self, subject: Subject) -> Attribution | None:
        """ "As Trump said, …" and "…, as Trump said": the clause beside it."""
        before = subject.clause - 2
        at, _ = after_adjuncts(self.stream, self.after)
        if before < 0 or self.stream.kinds[before] == BREAK:
            if self.stream.word(at) not in (",", ":") or at + 1 >= len(self.stream):
                return None
            return self.make(
                "as-said", subject, [(at + 1, clause_end(self.stream, at + 1))], subject.first - 1, len(self.stream) - 1
            )
        if self.stream.low[before] == ",":
            return self.trailing(before, subject, "as-said", self.after)
        return None

    def participial(self) -> Attribution | None:
        """ ", adding that …": the speaker is the subject of the sentence."""
        found = complement(self.stream, self.after, self.verb.frames, self.names, self.verb.lemma != "say")
        if found is None:
            return None
        before, kind = self.stream.word(self.at - 1), self.stream.kind(self.at - 1)
        if kind == QUOTE or before in (",", "and", "by", "—", "–", ")"):
            subject = self.earlier_subject() or self.sentence_subject()
        elif kind == BREAK:
            subject = None
        elif found.mode == "quote" and before not in PREPOSITIONS:
            nearest = left_subject(self.stream, self.at, self.names) if before not in CONJUNCTIONS else None
            subject = nearest or self.earlier_subject() or self.sentence_subject()
        else:
            return None
        if subject is None and kind != BREAK:
            return None
        made = self.leading(subject, found.first, found.last, found.mode)
        made.first = self.at
        made.rule = "participle-" + found.mode
        return made

    def earlier_subject(self) -> Subject | None:
        if not self.earlier or self.earlier[-1].stream is not self.stream:
            return None
        last = self.earlier[-1]
        start = sentence_start(self.stream, self.at)
        return last.subject if last.last >= start or last.first >= start else None

    def sentence_subject(self) -> Subject | None:
        """The first name, pronoun or description that opens the sentence."""
        return clause_subject(self.stream, sentence_start(self.stream, self.at), self.at, self.names)

    def make(
        self, rule: str, subject: Subject | None, pieces: list[tuple[int, int]], first: int, last: int
    ) -> Attribution:
        cue = self.stream.span(self.at, self.after - 1)
        return Attribution(self.stream, rule, cue, subject, pieces, min(first, pieces[0][0]), max(last, pieces[-1][1]))


def _speaks(stream: Stream, at: int) -> bool:
    return any(verb.tense != "base" and set(verb.frames) & set("ctowq") for verb in verbs_of(stream.low[at]))


def sentence_start(stream: Stream, at: int) -> int:
    """The first item of the sentence that holds item `at`."""
    back = at - 1
    while back >= 0 and stream.kinds[back] != BREAK:
        back -= 1
    return back + 1
