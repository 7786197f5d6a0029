"""Whether a word that looks like a verb of communication is one here, and with this subject."""

from __future__ import annotations

from assistant.reading.quotes.attributions import quote_before
from assistant.reading.quotes.complements import complement
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import Stream
from assistant.reading.quotes.subjects import Subject
from assistant.reading.quotes.verbs import AMBIGUOUS, Verb
from assistant.reading.quotes.words import DETERMINERS, NOMINATIVE

_PLURAL_SPEAKERS = ("they", "we", "i", "you", "who", "people", "some", "others", "many", "most", "police")
_HYPOTHETICAL = ("if", "whether", "unless", "until")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_CLAUSAL = NOMINATIVE | DETERMINERS | {"that", ","}
"""What may follow "alleged" where it is no adjective: "investigated alleged abuses"."""
_OWN_PARTICIPLE = ("write", "swear", "sing", "go", "begin")


def is_finite(stream: Stream, at: int, after: int, verb: Verb, subject: Subject, names: NameIndex) -> bool:
    """Whether the form at item `at` is a finite verb with this subject rather than a noun or an infinitive."""
    if stream.word(subject.clause - 1) in _HYPOTHETICAL:
        return False
    if (
        verb.tense in ("base", "third")
        and verb.lemma in AMBIGUOUS
        and not _verbal(stream, at, after, verb, subject, names)
    ):
        return False
    if verb.lemma == "allege" and stream.word(after) not in _CLAUSAL and not stream.capital(after):
        return False
    word = stream.low[subject.last]
    if verb.tense == "base":
        return _agrees_with_plural(word, verb, subject)
    if verb.tense == "third" and verb.lemma not in ("say", "tell"):
        return word not in ("they", "we", "i", "you") and not word.endswith(_POSSESSIVE)
    if verb.tense == "participle" and verb.lemma in _OWN_PARTICIPLE:
        return not {stream.word(at - 1), stream.word(at - 2)}.isdisjoint(("has", "have", "had"))
    return not word.endswith(("'s", "’s"))


def _agrees_with_plural(word: str, verb: Verb, subject: Subject) -> bool:
    if verb.lemma == "say" and subject.form == "description":
        return True
    plural = word.endswith("s") and not word.endswith(("'s", "’s", "ss"))
    return word in _PLURAL_SPEAKERS or (subject.form != "pronoun" and plural)


def _verbal(stream: Stream, at: int, after: int, verb: Verb, subject: Subject, names: NameIndex) -> bool:
    """Whether a form that may be a noun ("states", "reports") is a verb here: after a pronoun or a speaker's name."""
    if stream.capital(at):
        return False
    if subject.form in ("pronoun", "relative"):
        return True
    if subject.mention is None:
        reports = quote_before(stream, subject.clause) is not None or complement(stream, after, "tq", names) is not None
        return stream.low[subject.first] in DETERMINERS and reports
    allowed = ("person",) if verb.lemma == "state" else ("person", "organisation")
    return subject.mention.type in allowed
