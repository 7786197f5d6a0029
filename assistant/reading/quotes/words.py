"""Closed classes of English words that bound a speaker's name or a reported clause."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NOMINATIVE = _set("he she they it we i you there")
"""Pronouns that begin a clause."""

SPEAKING = _set("he she they it we i you who others some many most several both one another neither everyone someone")
"""Words that can stand alone as the speaker."""

OBJECT = _set("me him her us them you it himself herself themselves itself")

DETERMINERS = _set(
    "the a an this these that those his her its their our my your no some any many several most all both each every "
    "another one two three four five six seven eight nine ten few other such more"
)

PREPOSITIONS = _set(
    "of in on at by for from with to about into over after before during under against between among through without "
    "within near since until upon via despite across along around behind beyond per toward towards outside inside "
    "amid alongside throughout following regarding concerning off above below"
)

CONJUNCTIONS = _set(
    "that but because when while as if although though since until whether so than where why how what which whereas "
    "unless or nor yet after before once"
)

QUESTION_WORDS = _set("whether if how why what who whom when where which")

AUXILIARIES = _set("has have had 've 'd does do did having")
BE = _set("is was were are be been being am 's 're get got gets")
MODALS = _set("will would can could may might must shall should cannot ll to")
NEGATIONS = _set(
    "not never didn't hasn't haven't hadn't doesn't don't didn’t hasn’t haven’t hadn’t doesn’t don’t won't won’t "
    "wouldn't wouldn’t can't can’t couldn't couldn’t shouldn't shouldn’t isn't isn’t wasn't wasn’t nobody nothing none"
)

DOCUMENTS = _set(
    "poll polls survey surveys study studies report reports document documents record records filing filings email "
    "emails memo memos letter letters data results figures statistics analysis research index review audit census "
    "transcript transcripts findings article articles"
)
"""Texts that "show" and "find" what is written in them."""

ADVERBS = _set(
    "also then later again once often earlier now still further even just already always soon yesterday today tonight "
    "too however instead meanwhile previously first finally thus indeed twice specifically ever well "
    "separately famously rather long quickly simply"
)

CALENDAR = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec morning afternoon evening night week "
    "month year today yesterday tonight tomorrow earlier later last weekend noon midnight ago "
    "hour day days weeks months years hours minutes moments"
)

COMMON_FINITE = _set(
    "went came made took gave got saw knew thought felt left kept began became held brought met led won lost ran told "
    "said paid sent built spent stood fell rose grew goes comes makes takes gives gets sees knows thinks feels leaves "
    "keeps begins becomes holds brings means meant needs wants seems remains shows let put cut set hit says want need "
    "think know believe believes hope hopes plan plans intend intends expect expects support supports"
)
"""Frequent verb forms that show a finite clause without an auxiliary."""

CONTRACTED = ("n't", "n’t", "'re", "’re", "'ll", "’ll", "'ve", "’ve")


def adverb(word: str) -> bool:
    """Whether `word` reads as an adverb."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS)


_NOT_ADVERBS = _set(
    "family supply reply assembly ally italy july rally anomaly monopoly kelly emily billy sally reilly daly connolly"
)
