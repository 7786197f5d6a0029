"""What every store must do: a class to inherit, with a `store` fixture that gives an empty one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from assistant.store.contract import EventQuery, PassageQuery, QuoteQuery, Record, Store
from assistant.types import Scope
from tests.store.records import Builder

EARLY = date(2019, 10, 4)
LATE = date(2020, 3, 1)


def summit(identity: str = "summit") -> Record:
    """Two presidents, a meeting the day before, a quotation."""
    text = (
        'President Ana Veloso met Piotr Wałęsa in Lisbon on Thursday. "We agree on fish," Veloso said. Wałęsa nodded.'
    )
    builder = Builder(identity, text, EARLY, "Harbour News", "Fish talks")
    builder.mention("Ana Veloso").mention("Piotr Wałęsa").mention("Lisbon", kind="place")
    builder.mention("Veloso", "Ana Veloso", nth=1).mention("Wałęsa", "Piotr Wałęsa", nth=1)
    builder.role("President Ana Veloso", "Ana Veloso", "President")
    builder.date("Thursday", date(2019, 10, 3))
    builder.event("met Piotr", date(2019, 10, 3), who=("Ana Veloso", "Piotr Wałęsa"))
    builder.quote("We agree on fish,", "Ana Veloso", said=date(2019, 10, 3))
    return builder.record()


def dispute(identity: str = "dispute") -> Record:
    """A later report that gives a surname alone, and an event that is only planned."""
    text = 'Former minister Veloso denied the plan. "Never," Veloso told Coast Radio. Talks are due in May 2020.'
    builder = Builder(identity, text, LATE, "Coast Radio")
    builder.mention("Veloso").mention("Veloso", nth=1).mention("Coast Radio", kind="organisation")
    builder.role("Former minister Veloso", "Veloso", "Minister", former=True)
    builder.quote("Never,", "Veloso")
    builder.date("May 2020", date(2020, 5, 1), date(2020, 5, 31))
    builder.event("due in May", date(2020, 5, 1), date(2020, 5, 31), "planned")
    return builder.record()


def undated(identity: str = "undated") -> Record:
    builder = Builder(identity, "Ana Veloso bought a boat in Porto.")
    return builder.mention("Ana Veloso").mention("Porto", kind="place").record()


async def fill(store: Store, *records: Record) -> None:
    assert await store.put_many(records) == ["added"] * len(records)


class StoreContract:
    # --- writing ---

    async def test_the_same_record_again_changes_nothing(self, store: Store):
        assert await store.put(summit()) == "added"
        before = await store.status()
        assert await store.put(summit()) == "unchanged"
        assert (await store.status()).sequence == before.sequence

    async def test_a_changed_document_replaces_its_old_self_everywhere(self, store: Store):
        await fill(store, summit("a"), undated("b"))
        await store.search(PassageQuery(words=("fish",)))
        builder = Builder("a", "Nothing was agreed in Madrid.", EARLY)
        assert await store.put(builder.mention("Madrid", kind="place").record()) == "replaced"
        assert await store.search(PassageQuery(words=("fish",))) == []
        assert await store.entities("Wałęsa") == []
        assert await store.quotes(QuoteQuery()) == []
        assert await store.events(EventQuery()) == []
        assert await store.roles(title="president") == []
        assert [hit.text for hit in await store.search(PassageQuery(words=("Madrid",)))] == [builder.text]
        assert (await store.entities("Ana Veloso"))[0].documents == 1

    async def test_a_new_title_date_or_reading_is_a_change(self, store: Store):
        text = "Nothing was agreed in Madrid."
        assert await store.put(Builder("a", text, EARLY).record()) == "added"
        assert await store.put(Builder("a", text, EARLY, title="Madrid").record()) == "replaced"
        assert await store.put(Builder("a", text, LATE, title="Madrid").record()) == "replaced"
        named = Builder("a", text, LATE, title="Madrid").mention("Madrid", kind="place")
        assert await store.put(named.record()) == "replaced"
        assert await store.put(named.record(reader="next")) == "replaced"

    async def test_a_forgotten_document_leaves_nothing_behind(self, store: Store):
        await fill(store, summit(), undated())
        assert await store.forget("summit")
        assert not await store.forget("summit")
        assert await store.document("summit") is None
        assert await store.search(PassageQuery(words=("fish",))) == []
        assert await store.entities("Lisbon") == []
        assert [summary.id async for summary in store.documents()] == ["undated"]
        assert (await store.status()).quotes == 0

    async def test_fingerprints_tell_what_is_stored(self, store: Store):
        await fill(store, summit())
        known = await store.fingerprints(["summit", "other"])
        assert list(known) == ["summit"]

    # --- documents ---

    async def test_a_document_comes_back_as_it_was_put(self, store: Store):
        await fill(store, summit(), undated())
        assert await store.document("summit") == summit().document
        assert await store.document("undated") == undated().document

    async def test_heads_come_by_id(self, store: Store):
        await fill(store, *(undated(f"n{number:04}") for number in reversed(range(1201))))
        ids = [summary.id async for summary in store.documents()]
        assert [summary.id async for summary in store.documents(after=ids[0])] == ids[1:]
        assert len(ids) == 1201
        assert all(before < after for before, after in pairwise(ids))

    # --- search ---

    async def test_search_finds_other_forms_of_a_word_and_letters_without_marks(self, store: Store):
        await fill(store, summit(), dispute())
        assert [hit.document.id for hit in await store.search(PassageQuery(words=("agreeing",)))] == ["summit"]
        assert {hit.document.id for hit in await store.search(PassageQuery(words=("walesa",)))} == {"summit"}

    async def test_a_hit_is_the_stored_text_at_its_offsets(self, store: Store):
        await fill(store, summit(), dispute(), undated())
        for hit in await store.search(PassageQuery(words=("Veloso",))):
            document = await store.document(hit.document.id)
            assert document is not None
            assert hit.text == hit.passage.span.of(document.text)

    async def test_more_of_the_words_score_higher_and_titles_count(self, store: Store):
        await fill(store, Builder("a", "Fish is cheap.").record(), Builder("b", "Fish talks went on.").record())
        hits = await store.search(PassageQuery(words=("fish", "talks")))
        assert [hit.document.id for hit in hits] == ["b", "a"]
        assert hits[0].score > hits[1].score > 0
        await fill(store, Builder("c", "It went on.", title="Zander talks").record())
        assert [hit.document.id for hit in await store.search(PassageQuery(words=("zanders",)))] == ["c"]

    async def test_a_phrase_must_stand_word_for_word(self, store: Store):
        await fill(store, Builder("a", "The talks of the year.").record(), Builder("b", "The year of talks.").record())
        assert [hit.document.id for hit in await store.search(PassageQuery(phrases=("talks of the year",)))] == ["a"]
        assert await store.search(PassageQuery(words=("year",), phrases=("year of the talks",))) == []

    async def test_words_without_letters_find_nothing(self, store: Store):
        await fill(store, summit())
        assert await store.search(PassageQuery(words=("?!", "—"))) == []
        assert await store.search(PassageQuery(words=("fish",), limit=0)) == []

    async def test_search_by_entity_document_source_and_day(self, store: Store):
        await fill(store, summit(), dispute(), undated())

        async def found(query: PassageQuery) -> set[str]:
            return {hit.document.id for hit in await store.search(query)}

        assert await found(PassageQuery(entity="Piotr Wałęsa")) == {"summit"}
        assert await found(PassageQuery(entity="piotr walesa", words=("nodded",))) == {"summit"}
        assert await found(PassageQuery(entity="Nobody")) == set()
        assert await found(PassageQuery(words=("Veloso",), documents=("dispute", "none"))) == {"dispute"}
        assert await found(PassageQuery(words=("Veloso",), documents=("none",))) == set()
        assert await found(PassageQuery(words=("Veloso",), sources=("coast  RADIO",))) == {"dispute"}
        assert await found(PassageQuery(words=("Veloso",), lo=EARLY, hi=EARLY)) == {"summit"}
        assert await found(PassageQuery(words=("Veloso",), hi=LATE)) == {"summit", "dispute"}
        assert await found(PassageQuery()) == {"summit", "dispute", "undated"}

    async def test_query_and_scope_must_both_allow_a_source(self, store: Store):
        await fill(store, summit(), dispute())
        scope = Scope(sources=("Harbour News",))
        assert await store.search(PassageQuery(words=("Veloso",), sources=("Coast Radio",), scope=scope)) == []

    async def test_document_frequency_counts_passages_by_stem(self, store: Store):
        await fill(store, summit(), dispute())
        counts = await store.document_frequency(["Veloso", "talking", "nowhere", "?"])
        assert counts == {"Veloso": 4, "talking": 1, "nowhere": 0, "?": 0}

    # --- names ---

    async def test_an_entity_is_found_by_any_form_its_texts_use(self, store: Store):
        await fill(store, summit())
        [match] = await store.entities("veloso")
        assert (match.name, match.type, match.mentions, match.aliases) == ("Ana Veloso", "person", 2, ("Veloso",))
        [match] = await store.entities("PIOTR WALESA")
        assert match.name == "Piotr Wałęsa"
        assert (match.first, match.last) == (EARLY, EARLY)

    async def test_a_name_nobody_bears_finds_those_with_all_its_words(self, store: Store):
        await fill(
            store,
            Builder("a", "The Bay Fishing Council met.").mention("Bay Fishing Council", kind="organisation").record(),
        )
        assert [match.name for match in await store.entities("fishing bay")] == ["Bay Fishing Council"]
        assert await store.entities("fishing lake") == []
        assert await store.entities("") == []

    async def test_a_surname_alone_joins_the_only_person_who_bears_it(self, store: Store):
        await fill(store, summit(), dispute())
        for name in ("Veloso", "Ana Veloso"):
            [match] = await store.entities(name)
            assert (match.name, match.mentions, match.documents) == ("Ana Veloso", 4, 2)
        assert len(await store.mentions("Ana Veloso")) == 4
        assert {located.value.title for located in await store.roles(person="Ana Veloso")} == {"President", "Minister"}

    async def test_a_surname_alone_joins_nobody_where_two_bear_it(self, store: Store):
        other = Builder("other", "Rui Veloso sings.", LATE).mention("Rui Veloso").record()
        await fill(store, summit(), dispute(), other)
        matches = await store.entities("Veloso")
        assert {(match.name, match.documents) for match in matches} == {
            ("Ana Veloso", 1),
            ("Rui Veloso", 1),
            ("Veloso", 1),
        }
        assert {located.document.id for located in await store.mentions("Ana Veloso")} == {"summit"}

    async def test_mentions_come_oldest_first_in_their_sentences(self, store: Store):
        await fill(store, dispute(), summit(), undated())
        located = await store.mentions("Ana Veloso")
        assert [each.document.id for each in located] == ["summit", "summit", "dispute", "dispute", "undated"]
        for each in located:
            document = await store.document(each.document.id)
            assert document is not None
            assert each.value.span.of(document.text) == each.text
            assert document.text.startswith(each.context, each.context_start)
            assert each.text in each.context

    async def test_roles_by_title_need_all_its_words(self, store: Store):
        await fill(store, summit(), dispute())
        [found] = await store.roles(title="minister")
        assert (found.value.person, found.value.former) == ("Veloso", True)
        assert await store.roles(title="prime minister") == []
        assert [located.text for located in await store.roles(title="PRESIDENT")] == ["President Ana Veloso"]

    async def test_related_entities_share_sentences(self, store: Store):
        await fill(store, summit(), undated())
        related = {match.name: shared for match, shared in await store.related("Ana Veloso")}
        assert related == {"Piotr Wałęsa": 1, "Lisbon": 1, "Porto": 1}
        assert await store.related("Nobody") == []

    # --- quotations ---

    async def test_quotations_by_speaker_kind_and_words(self, store: Store):
        await fill(store, summit(), dispute())
        assert [q.text for q in await store.quotes(QuoteQuery())] == ["Never,", "We agree on fish,"]
        assert len(await store.quotes(QuoteQuery(speakers=("Ana Veloso",)))) == 2
        assert len(await store.quotes(QuoteQuery(speakers=("Veloso",)))) == 2
        assert await store.quotes(QuoteQuery(speakers=("Piotr Wałęsa",))) == []
        assert await store.quotes(QuoteQuery(kinds=("indirect",))) == []
        [found] = await store.quotes(QuoteQuery(words=("agreed", "fish")))
        assert found.context == '"We agree on fish," Veloso said.'
        assert await store.quotes(QuoteQuery(words=("fish", "radio"))) == []

    async def test_a_quotation_lies_on_the_day_it_was_said(self, store: Store):
        await fill(store, summit(), dispute())
        said = date(2019, 10, 3)
        assert [q.document.id for q in await store.quotes(QuoteQuery(lo=said, hi=said))] == ["summit"]
        assert await store.quotes(QuoteQuery(lo=EARLY, hi=EARLY)) == []
        assert [q.document.id for q in await store.quotes(QuoteQuery(lo=LATE))] == ["dispute"]

    async def test_one_more_than_the_limit_tells_that_there_is_more(self, store: Store):
        await fill(store, summit("a"), summit("b"), summit("c"))
        assert len(await store.quotes(QuoteQuery(limit=1))) == 2
        assert len(await store.quotes(QuoteQuery(limit=3))) == 3
        assert len(await store.events(EventQuery(limit=1))) == 2

    # --- events ---

    async def test_events_come_in_order_of_time_and_by_interval(self, store: Store):
        await fill(store, dispute(), summit())
        found = await store.events(EventQuery())
        assert [(e.document.id, e.value.status) for e in found] == [("summit", "happened"), ("dispute", "planned")]
        inside = EventQuery(lo=date(2020, 5, 20), hi=date(2020, 6, 1))
        assert [e.document.id for e in await store.events(inside)] == ["dispute"]
        assert await store.events(EventQuery(lo=date(2020, 6, 1))) == []
        assert await store.events(EventQuery(hi=date(2019, 10, 2))) == []

    async def test_long_events_are_found_by_any_of_their_days(self, store: Store):
        years = Builder("years", "The war lasted long.", EARLY).event("war", date(1914, 7, 28), date(1918, 11, 11))
        day = Builder("day", "A shot was fired.", EARLY).event("shot", date(1914, 6, 28))
        await fill(store, years.record(), day.record())
        found = await store.events(EventQuery(lo=date(1917, 1, 1), hi=date(1917, 1, 2)))
        assert [e.document.id for e in found] == ["years"]
        assert [e.document.id for e in await store.events(EventQuery(lo=date(1914, 6, 1)))] == ["day", "years"]

    async def test_events_by_participant_words_and_status(self, store: Store):
        await fill(store, summit(), dispute())
        assert len(await store.events(EventQuery(participants=("Walesa",)))) == 1
        assert await store.events(EventQuery(participants=("Lisbon",))) == []
        assert len(await store.events(EventQuery(words=("lisbon",)))) == 1
        assert await store.events(EventQuery(words=("lisbon", "talks"))) == []
        assert [e.document.id for e in await store.events(EventQuery(statuses=("planned",)))] == ["dispute"]

    async def test_day_counts_tell_mentions_and_publications_of_single_days(self, store: Store):
        await fill(store, summit("a"), summit("b"), dispute(), undated())
        counts = {count.day: count for count in await store.day_counts(EventQuery())}
        assert list(counts) == [date(2019, 10, 3), EARLY, LATE]  # the month of May is no single day
        assert (counts[date(2019, 10, 3)].mentions, counts[date(2019, 10, 3)].documents) == (2, 2)
        assert counts[EARLY].published == 2
        filtered = await store.day_counts(EventQuery(participants=("Ana Veloso",), hi=date(2019, 10, 3)))
        assert [(count.day, count.mentions, count.published) for count in filtered] == [(date(2019, 10, 3), 2, 0)]
        assert await store.day_counts(EventQuery(words=("boat",))) == []

    # --- scope ---

    async def test_nothing_outside_the_scope_is_ever_told(self, store: Store):
        await fill(store, summit(), dispute(), undated())
        scopes = (
            Scope(as_of=EARLY),
            Scope(hi=EARLY),
            Scope(lo=date(2019, 1, 1), as_of=date(2019, 12, 31)),
            Scope(sources=("HARBOUR NEWS",)),
        )
        for scope in scopes:
            assert [summary.id async for summary in store.documents(scope)] == ["summit"]
            assert await store.document("dispute", scope) is None
            assert await store.document("undated", scope) is None
            assert {h.document.id for h in await store.search(PassageQuery(words=("Veloso",), scope=scope))} == {
                "summit"
            }
            assert {h.document.id for h in await store.search(PassageQuery(entity="Ana Veloso", scope=scope))} == {
                "summit"
            }
            assert await store.document_frequency(["Veloso", "boat"], scope) == {"Veloso": 2, "boat": 0}
            [match] = await store.entities("Veloso", scope)
            assert (match.mentions, match.documents, match.last) == (2, 1, EARLY)
            assert await store.entities("Porto", scope) == []
            assert await store.entities("Coast Radio", scope) == []
            assert len(await store.mentions("Ana Veloso", scope)) == 2
            assert [r.value.title for r in await store.roles(person="Ana Veloso", scope=scope)] == ["President"]
            assert await store.roles(title="minister", scope=scope) == []
            assert {m.name for m, _ in await store.related("Ana Veloso", scope)} == {"Piotr Wałęsa", "Lisbon"}
            assert [q.document.id for q in await store.quotes(QuoteQuery(scope=scope))] == ["summit"]
            assert len(await store.quotes(QuoteQuery(speakers=("Veloso",), scope=scope))) == 1
            assert [e.document.id for e in await store.events(EventQuery(scope=scope))] == ["summit"]
            assert [c.day for c in await store.day_counts(EventQuery(scope=scope))] == [date(2019, 10, 3), EARLY]

    async def test_a_namesake_outside_the_scope_does_not_show_by_its_effect(self, store: Store):
        early = Builder("early", "Veloso spoke.", EARLY).mention("Veloso").record()
        rival = Builder("rival", "Rui Veloso sings.", LATE).mention("Rui Veloso").record()
        await fill(store, summit(), early, rival)
        [match] = await store.entities("Veloso", Scope(as_of=EARLY))
        assert (match.name, match.documents) == ("Ana Veloso", 2)

    # --- status ---

    async def test_status_counts_what_is_there(self, store: Store):
        assert (await store.status()).documents == 0
        await fill(store, summit(), dispute(), undated())
        status = await store.status()
        assert (status.documents, status.passages, status.undated) == (3, 7, 1)
        assert (status.quotes, status.events) == (2, 2)
        assert (status.first, status.last) == (EARLY, LATE)
        assert status.sources == {"Harbour News": 1, "Coast Radio": 1}
        assert status.bytes > 0
        assert status.index_behind in (0, 3)  # nothing where a write is acknowledged when searches see it
        await store.refresh()
        assert (await store.status()).index_behind == 0
