"""Official, news, opinion, social, or unknown: only what the file itself says."""

from __future__ import annotations

import json

import pytest

from assistant.errors import UnreadableError
from assistant.formats.draft import Draft, finish
from assistant.formats.jsonlines import read_line
from assistant.formats.markdown import read_markdown
from assistant.formats.source_type import source_type
from tests.formats.test_dating import TODAY

PLAIN = "Ministers met in Porto."


def found(text: str = PLAIN, *, title: str = "", source: str = "", url: str = "", genres: tuple[str, ...] = ()):
    return source_type(text, title=title or None, source=source or None, url=url or None, genres=genres)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.state.gov/briefing", "official"),
        ("https://mfa.gov.example.pl/x", None),
        ("https://www.gov.pl/web/x", "official"),
        ("https://diplomatie.gouv.fr/x", "official"),
        ("https://www.mofa.go.jp/x", "official"),
        ("https://ec.europa.eu/x", "official"),
        ("https://www.nato.int/x", "official"),
        ("https://news.un.org/x", "official"),
        ("https://www.pna.gov.ph/x", "news"),
        ("https://www.reuters.com/world/x", "news"),
        ("https://www.reuters.com/opinion/x", "news"),
        ("https://paper.example/opinion/x", "opinion"),
        ("https://paper.example/opinions-of-courts/x", None),
        ("https://x.com/someone/status/1", "social"),
        ("https://t.me/channel/1", "social"),
        ("https://notx.com/1", None),
        ("https://state.gov.attacker.example/x", None),
        ("https://paper.example/world/x", None),
        ("javascript:alert(1)//state.gov", None),
        ("https://[bad", None),
    ],
)
def test_an_address_tells_the_kind_only_where_its_host_or_section_does(url: str, kind: str | None):
    assert found(url=url) == kind


@pytest.mark.parametrize(
    ("genres", "kind"),
    [
        (("OpinionNewsArticle",), "opinion"),
        (("NewsArticle", "Opinion"), "opinion"),
        (("NewsArticle", "World"), "news"),
        (("Article", "World"), None),
        (("Op-Ed",), "opinion"),
        (("SocialMediaPosting",), "social"),
        (("press release",), None),
    ],
)
def test_metadata_tells_the_kind_by_known_words(genres: tuple[str, ...], kind: str | None):
    assert found(genres=genres) == kind


def test_a_statement_is_official_where_a_government_issues_it():
    assert found("PRESS RELEASE\n\nThe Ministry of Foreign Affairs announces the talks.") == "official"
    assert found("PRESS RELEASE\n\nAcme Boats announces a new boat.") is None
    assert found(title="Joint statement by the Prime Minister of A and the President of B") == "official"
    assert found("Joint statement\n\nby the Prime Minister of A", source="Reuters") == "news"


def test_a_wire_report_is_news():
    assert found("PORTO, March 5 (Reuters) – Ministers met.") == "news"
    assert found(source="Associated Press") == "news"
    assert found(source="Ana's notes") is None


def test_a_field_states_the_kind_in_front_matter_and_json_lines():
    assert read_markdown("---\nsource_type: Opinion\n---\nText.").source_type == "opinion"
    assert read_markdown("---\ntype: news\n---\nText.").source_type == "news"
    assert read_markdown("---\ntype: post\n---\nText.").source_type is None
    line = {"id": "a", "text": PLAIN, "source_type": "official", "author": "Ana Silva", "type": 5}
    draft = read_line(json.dumps(line).encode())
    assert (draft.source_type, draft.author) == ("official", "Ana Silva")
    assert finish(draft, "a", source=None, today=TODAY).source_type == "official"


@pytest.mark.parametrize("value", ["rumour", 5, ["news"]])
def test_another_word_in_that_field_is_told(value: object):
    with pytest.raises(UnreadableError, match="is none of official, news, opinion, social"):
        read_line(json.dumps({"id": "a", "text": PLAIN, "source_type": value}).encode())


def test_the_kind_reaches_the_document():
    draft = Draft(PLAIN, url="https://www.state.gov/x")
    assert finish(draft, "a", source=None, today=TODAY).source_type == "official"
