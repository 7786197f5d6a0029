"""Addresses of clusters: read strictly, shown without their secrets."""

from __future__ import annotations

import pytest
from opensearchpy.exceptions import AuthenticationException, AuthorizationException, TransportError

from assistant.errors import SettingsError, StoreBusyError, UsageError
from assistant.store.opening import back_up_store, open_desk, open_store, store_exists
from assistant.store.opensearch.address import Address, read_address
from assistant.store.opensearch.faults import explained, may_pass


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("opensearch://one", Address((("one", 9200),))),
        ("opensearch://one:1,two:2/news", Address((("one", 1), ("two", 2)), "news")),
        ("opensearch://[::1]:9200/", Address((("[::1]", 9200),))),
        ("opensearch://one?shards=12", Address((("one", 9200),), shards=12)),
        (
            "opensearch+https://ana:p%40ss@one:443/x?ca=/etc/ca.pem",
            Address((("one", 443),), "x", secure=True, user="ana", password="p@ss", authority="/etc/ca.pem"),  # noqa: S106 - invented
        ),
    ],
)
def test_an_address_says_where_and_what_is_ours(url: str, wanted: Address):
    assert read_address(url) == wanted


@pytest.mark.parametrize(
    "url",
    [
        "opensearch://",
        "opensearch://one:0",
        "opensearch://one:99999",
        "opensearch://one/Upper",
        "opensearch://one/_hidden",
        "opensearch://one/a/b",
        "opensearch://one?replicas=2",
        "opensearch://one?shards=0",
        "opensearch://one?shards=many",
        "opensearch://one#x",
        "opensearch://[::1",
        "opensearch://ana:secret@one",
        "opensearch+https://ana:secret@one:x",
    ],
)
def test_what_cannot_be_an_address_is_refused_without_its_secret(url: str):
    with pytest.raises(SettingsError) as refused:
        read_address(url)
    assert "secret" not in str(refused.value)


def test_a_password_is_shown_nowhere():
    address = read_address("opensearch+https://ana:secret@one/x")
    assert "secret" not in repr(address)
    assert address.shown == "opensearch+https://one:9200/x"


async def test_a_cluster_that_cannot_be_reached_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.store.opensearch.indexes.OPENING", 0.0)
    for opening in (open_store, open_desk):
        with pytest.raises(Exception, match="cannot be reached") as refused:
            await opening("opensearch://127.0.0.1:1/x", create=True)
        assert type(refused.value).__name__ == "StoreError"


async def test_a_store_on_a_cluster_is_not_backed_up_into_a_file(tmp_path_factory: pytest.TempPathFactory):
    assert store_exists("opensearch://one")
    with pytest.raises(UsageError, match="snapshots"):
        await back_up_store("opensearch://one", tmp_path_factory.mktemp("x") / "file", force=False)


def test_each_refusal_of_a_cluster_has_its_sentence():
    told = {
        "refused the user or the password": AuthenticationException(401, "security_exception", {}),
        "may not do this": AuthorizationException(403, "security_exception", {"error": {"type": "security_exception"}}),
        "blocked for writing": AuthorizationException(403, "x", {"error": {"type": "cluster_block_exception"}}),
        "is red": TransportError(503, "x", {"error": {"type": "no_shard_available_action_exception"}}),
        "is missing": TransportError(404, "x", {"error": {"type": "index_not_found_exception"}}),
        "too busy": TransportError(429, "x", {"error": "rejected"}),
        "400 parsing_exception: odd": TransportError(
            400, "x", {"error": {"type": "parsing_exception", "reason": "odd"}}
        ),
    }
    for words, error in told.items():
        assert words in str(explained(error, "opensearch://one")), words
    assert isinstance(explained(told["too busy"], ""), StoreBusyError)
    assert [words for words, error in told.items() if may_pass(error)] == ["is red", "too busy"]
