"""From a verb of communication to an attribution: the speaker, the cue and the words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.reading.quotes.attributions import Attribution, quote_before
from assistant.reading.quotes.clause_subjects import clause_subject
from assistant.reading.quotes.clauses import LONGEST, clause_end, has_finite, leaves
from assistant.reading.quotes.complements import Complement, after_adjuncts, complement
from assistant.reading.quotes.finiteness import is_finite
from assistant.reading.quotes.inversions import right_subject
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import BREAK, QUOTE, WORD, Stream
from assistant.reading.quotes.subjects import Subject, left_subject, verb_group
from assistant.reading.quotes.verbs import Verb, verbs_of
from assistant.reading.quotes.words import BE, CALENDAR, CONJUNCTIONS, DOCUMENTS, OBJECT, PREPOSITIONS

_SUBORDINATORS = frozenset("while although though after when because since as whereas".split())
_REPORTING = frozenset("ctoqw")
_INVERTING = frozenset("say write add report explain note claim argue".split())
"""Verbs that follow a clause without marks and precede their subject: "It will rain, said Esperon"."""
DENYING = frozenset("denied denies deny denying disputed disputes".split())
_INVERTED = frozenset("had has have should did does do".split())
_RESUMING = frozenset("went goes gone continued continues proceeded proceeds began begins".split())
_NEAR = 40


def read_cue(stream: Stream, at: int, names: NameIndex, earlier: list[Attribution]) -> Attribution | None:
    """The attribution whose cue is the verb at item `at`, if it reports speech; `earlier` are those found before it."""
    for verb in verbs_of(stream.low[at]):
        if verb.particle and stream.word(at + 1) != verb.particle:
            continue
        if verb.particle and stream.kind(at + 2) == WORD and verb.frames == "q":
            return None
        return _Cue(stream, at, verb, names, earlier[-1] if earlier else None).read()
    return None


@dataclass(slots=True)
class _Cue:
    stream: Stream
    at: int
    verb: Verb
    names: NameIndex
    earlier: Attribution | None
    after: int = 0

    def read(self) -> Attribution | None:
        self.after = self.at + (2 if self.verb.particle else 1)
        group = self.resumed()
        if group is None:
            group = verb_group(self.stream, self.at, self.verb.tense)
        if group is None or (
            self.verb.lemma == "ask" and group == self.at and self.stream.word(self.at - 1) in ("", "when")
        ):
            return self.passive()
        if self.verb.tense == "ing" and group == self.at:
            return self.participial()
        if quote_before(self.stream, group) is not None or self.after_clause(group):
            found = self.inverted(group)
            if found is not None:
                return found
        subject = left_subject(self.stream, group, self.names) or self.coordinated(group)
        if subject is None or not is_finite(self.stream, self.at, self.after, self.verb, subject, self.names):
            return None
        return None if self.unsaid(subject, group) else self.ordinary(subject)

    def unsaid(self, subject: Subject, group: int) -> bool:
        """Whether the clause is a condition, a question or denied: "Had Petrov said", "denied that she had said"."""
        stream, at = self.stream, subject.clause - 1
        before = stream.word(at)
        if before in DENYING or stream.word(group - 1) in DENYING:
            return True
        if before == "that":
            return stream.word(at - 1) in DENYING
        opens = at <= 0 or stream.kind(at - 1) != WORD or stream.low[at - 1] in CONJUNCTIONS
        return before in ("if", "unless") or (before in _INVERTED and opens)

    def denied_words(self, found: Complement) -> bool:
        """Whether somebody denies words between quotation marks: then they are nobody's."""
        kinds = self.stream.kinds[found.first : found.last + 1]
        return self.stream.low[self.at] in DENYING and QUOTE in kinds

    def resumed(self) -> int | None:
        """The first item of "went on to say", "continued to insist", whose infinitive is as good as a finite verb."""
        if self.verb.tense != "base" or self.stream.word(self.at - 1) != "to":
            return None
        start = self.at - 2
        if self.stream.word(start) == "on":
            start -= 1
        if self.stream.word(start) not in _RESUMING:
            return None
        self.verb = replace(self.verb, tense="past")
        return verb_group(self.stream, start, "past")

    # --- the speaker stands before the verb ---------------------------------------------------------------

    def ordinary(self, subject: Subject) -> Attribution | None:
        before = self.stream.word(subject.clause - 1)
        quote = quote_before(self.stream, subject.clause)
        frames = self.verb.frames
        if frames == "r":
            if self.stream.low[subject.last] not in DOCUMENTS:
                return None
            frames, quote = "c", None
        found = complement(self.stream, self.after, frames, self.names, self.verb.lemma not in ("say", "tell", "add"))
        if found is not None and (self.names_a_thing(found, before) or self.denied_words(found)):
            found = None
        if quote is not None and self.trails(quote, subject.clause, found):
            return self.around(quote, subject, "direct-trailing", self.after)
        if found is not None and not (before == "as" and found.mode == "bare"):
            return self.leading(subject, found)
        if found is None and before == "as":
            return self.as_said(subject)
        if found is None and before == "," and set(self.verb.frames) & _REPORTING:
            return self.trailing(subject.clause - 1, subject, "indirect-trailing", self.after)
        return None

    def names_a_thing(self, found: Complement, before: str) -> bool:
        """Whether the marks hold a title or a name: "a film called "Home"" is no speech, "what he calls "home"" is."""
        return (
            found.mode == "quote"
            and set(self.verb.frames) <= {"d", "n"}
            and found.first == self.after
            and before != "what"
        )

    def trails(self, quote: int, begin: int, found: Complement | None) -> bool:
        """Whether the attribution that begins at item `begin` belongs to the quotation before it."""
        stream = self.stream
        closing = stream.closing(quote)
        if closing not in ",?!…—–-" and stream.word(quote + 1) not in (",", "—", "–") and begin <= quote + 1:
            return False
        if found is None:
            return True
        if stream.kind(quote - 1) == WORD or found.mode in ("that", "infinitive"):
            return False
        another = found.mode == "quote" and found.first == found.last and stream.word(found.first - 1) != ":"
        return closing not in ".?!…" or another

    def leading(self, subject: Subject | None, found: Complement) -> Attribution:
        """What was said after the verb."""
        first, last = found.first, found.last
        only = found.mode == "quote" and first == last
        if not only and subject is not None:
            last = self.naming_end(subject, first, self.within_subordinate(subject, first, last))
        begin = subject.first if subject is not None and subject.first < self.at else self.at
        made = self.make("direct-leading" if only else f"indirect-{found.mode}", subject, [(first, last)], begin, last)
        if only:
            self.extend(made, last + 1)
        return made

    def naming_end(self, subject: Subject, first: int, last: int) -> int:
        """The content's last item: "what he calls a "new policy" that seeks …" names no more than is in the marks."""
        if self.stream.word(subject.clause - 1) != "what" or "d" not in self.verb.frames:
            return last
        return next((at for at in range(first, last + 1) if self.stream.kinds[at] == QUOTE), last)

    def within_subordinate(self, subject: Subject, first: int, last: int) -> int:
        """The content's last item: "While he said it was late, he stayed" reports only up to the comma."""
        opener = subject.clause - 1
        if self.stream.word(opener) not in _SUBORDINATORS or self.stream.kind(opener - 1) == WORD:
            return last
        comma = next((at for at in range(first, last) if self.stream.low[at] == ","), last + 1)
        return comma - 1 if comma - first > 2 else last

    def around(self, quote: int, subject: Subject, rule: str, after: int) -> Attribution | None:
        """A quotation before the attribution, and its continuation after it."""
        end = max(self.at, subject.last, after - 1)
        if self.stream.kind(quote - 1) == WORD and self.stream.low[quote - 1] not in ("but", "and", "so"):
            if self.cut_earlier(quote):
                return self.following(subject)
            start = max(self.stream.sentence_first(quote), quote - LONGEST)
            return self.make("mixed-trailing", subject, [(start, quote)], start, end)
        made = self.make(rule, subject, [(quote, quote)], quote, end)
        self.extend(made, after)
        return made

    def following(self, subject: Subject) -> Attribution | None:
        """The quotation of the next sentence, where this attribution repeats what was reported in its own."""
        at = self.stream.sentence_last(self.at) + 2
        if self.stream.kind(at) != QUOTE:
            return None
        return self.make("direct-following", subject, [(at, at)], at, at)

    def cut_earlier(self, quote: int) -> bool:
        """Whether an earlier attribution of the sentence holds the quotation; it ends there, for this repeats it."""
        if self.earlier is None:
            return False
        first, last = self.earlier.pieces[-1]
        if not first <= quote <= last:
            return False
        self.earlier.pieces[-1] = (first, quote)
        return True

    def extend(self, made: Attribution, after: int) -> None:
        """Take in a quotation that goes on in the same sentence after the attribution: ", he said, "…"."""
        for at in range(after, min(after + _NEAR, len(self.stream))):
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
        """A clause before the attribution: "It will rain, he said"; it may go on: "It will, he said, rain"."""
        stream = self.stream
        first = stream.sentence_first(comma)
        at, _ = after_adjuncts(stream, after)
        goes_on = stream.word(at) == "," and not leaves(stream, at + 1) and self.resumes(at + 1)
        if first >= comma or not (goes_on or self.stands(first, comma, after)):
            return None
        if self.earlier is not None and self.earlier.last >= first:
            return None
        made = self.make(rule, subject, [(first, comma - 1)], first, max(self.at, subject.last))
        if goes_on:
            end = clause_end(stream, at + 1)
            made.pieces.append((at + 1, end))
            made.last = end
        return made

    def stands(self, first: int, comma: int, after: int) -> bool:
        """Whether the items before the comma are a clause, and nothing after the verb could be its object."""
        stream = self.stream
        least = 6 if stream.low[first] in PREPOSITIONS | CONJUNCTIONS else 3
        if comma - first < least or not has_finite(stream, first, min(comma - 1, first + 4 * _NEAR)):
            return False
        word = stream.word(after)
        if stream.kind(after) != WORD:
            return stream.kind(after) != QUOTE
        closed = word in PREPOSITIONS or word in CONJUNCTIONS or word in CALENDAR or word in OBJECT
        return closed or stream.adverb(after) or "o" in self.verb.frames

    def resumes(self, at: int) -> bool:
        word = self.stream.word(at)
        return (
            self.stream.kind(at) in (WORD, QUOTE)
            and not word.endswith("ing")
            and word not in CONJUNCTIONS - {"that", "because", "if"}
        )

    def as_said(self, subject: Subject) -> Attribution | None:
        """The clause beside "as Trump said", before it or after it."""
        before = subject.clause - 2
        if before >= 0 and self.stream.low[before] == ",":
            return self.trailing(before, subject, "as-said", self.after)
        at, _ = after_adjuncts(self.stream, self.after)
        opens = before < 0 or self.stream.kinds[before] == BREAK
        if not opens or self.stream.word(at) not in (",", ":") or self.stream.kind(at + 1) == BREAK:
            return None
        last = clause_end(self.stream, at + 1)
        return self.make("as-said", subject, [(at + 1, last)], subject.clause - 1, last)

    # --- the speaker stands after the verb, or elsewhere --------------------------------------------------

    def after_clause(self, group: int) -> bool:
        """Whether a comma and a whole clause stand before the verb, so that its subject may follow it."""
        if self.stream.word(group - 1) != ",":
            return False
        start = self.stream.sentence_first(group)
        stop = min(group, start + 4 * _NEAR)
        comma = next((at for at in range(start, stop) if self.stream.low[at] == ","), stop)
        return has_finite(self.stream, start, comma)

    def inverted(self, group: int) -> Attribution | None:
        if group != self.at or self.verb.tense not in ("past", "third") or self.verb.frames == "u":
            return None
        subject = right_subject(self.stream, self.after, self.names)
        if subject is None:
            return None
        quote = quote_before(self.stream, group)
        if quote is not None:
            new_sentence = self.stream.kind(group - 1) == BREAK and self.stream.capital(self.at)
            return None if new_sentence else self.around(quote, subject, "direct-inverted", subject.last + 1)
        if self.stream.word(group - 1) != "," or self.verb.lemma not in _INVERTING:
            return None
        if subject.form == "description" and left_subject(self.stream, group, self.names) is not None:
            return None
        return self.trailing(group - 1, subject, "indirect-inverted", subject.last + 1)

    def passive(self) -> Attribution | None:
        """The question of "Asked whether …" and "was asked if", put by somebody the text does not name."""
        before = self.stream.word(self.at - 1)
        if self.verb.lemma not in ("ask", "press", "question") or self.verb.tense != "past":
            return None
        if before not in BE and before not in ("when", ",", ""):
            return None
        found = complement(self.stream, self.after, "wq", self.names)
        if found is None or found.mode not in ("question", "quote"):
            return None
        if before not in BE:
            comma = next(
                (at for at in range(found.first + 1, found.last) if self.stream.low[at] == ","), found.last + 1
            )
            found = Complement(found.first, comma - 1, found.mode)
        made = self.leading(None, found)
        made.rule, made.anonymous = "asked", True
        return made

    def participial(self) -> Attribution | None:
        """The words after ", adding that": the speaker is the subject of the clause before."""
        if self.stream.word(self.at - 1) in DENYING:
            return None
        found = complement(self.stream, self.after, self.verb.frames, self.names, self.verb.lemma != "say")
        if found is None:
            return None
        opens = self.stream.kind(self.at - 1) == BREAK
        subject = None if opens else self.subject_of_participle(found)
        if subject is None and not opens:
            return None
        made = self.leading(subject, found)
        made.first = self.at
        made.rule = f"participle-{found.mode}"
        return made

    def subject_of_participle(self, found: Complement) -> Subject | None:
        before, kind = self.stream.word(self.at - 1), self.stream.kind(self.at - 1)
        if kind == QUOTE or before in (",", "and", "by", "—", "–", ")"):
            return self.same_sentence_subject()
        if found.mode == "quote" and before in ("before", "after", "while", "when"):
            return self.same_sentence_subject()
        if found.mode != "quote" or before in PREPOSITIONS:
            return None
        nearest = left_subject(self.stream, self.at, self.names) if before not in CONJUNCTIONS else None
        return nearest or self.same_sentence_subject()

    def coordinated(self, group: int) -> Subject | None:
        """The subject of the verb before "and": "laughed and said"."""
        return self.same_sentence_subject() if self.stream.word(group - 1) in ("and", "but", "then") else None

    def same_sentence_subject(self) -> Subject | None:
        """Who spoke last in this sentence, else the subject of the clause before."""
        start = self.stream.sentence_first(self.at)
        if self.earlier is not None and self.earlier.last >= start:
            return self.earlier.subject
        return clause_subject(self.stream, max(start, self.at - 4 * _NEAR), self.at, self.names)

    def make(
        self, rule: str, subject: Subject | None, pieces: list[tuple[int, int]], first: int, last: int
    ) -> Attribution:
        cue = self.stream.span(self.at, self.after - 1)
        return Attribution(self.stream, rule, cue, subject, pieces, min(first, pieces[0][0]), max(last, pieces[-1][1]))


def _speaks(stream: Stream, at: int) -> bool:
    return any(verb.tense != "base" and set(verb.frames) & _REPORTING for verb in verbs_of(stream.low[at]))
