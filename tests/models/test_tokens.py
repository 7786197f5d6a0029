"""Token counts: never too low for ordinary text, lawful, and never fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
import math
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.models import tokens
from assistant.models.tokens import TokenCounter, estimate

TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "highest"),
    [
        # The counts that the authors of tiktoken publish for these texts, the highest over their encodings.
        ("antidisestablishmentarianism", 6),
        ("2 + 2 = 4", 7),
        ("お誕生日おめでとう", 14),
        ("tiktoken is great!", 6),
    ],
)
def test_the_estimate_is_not_below_published_counts(text: str, highest: int) -> None:
    assert estimate(text) >= highest


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("12345678901234567890", 20),  # one token a digit, as many open models count
        ('{"id": "e1", "date": null}', 15),
        ("Министр иностранных дел", 12),  # two letters a token
        ("外交部长星期四表示", 9),
        ("🇷🇺", 8),  # one token a byte
        ("\n\n\n\t", 4),
    ],
)
def test_scripts_that_cost_more_than_english_are_estimated_higher(text: str, least: int) -> None:
    assert estimate(text) >= least


def test_english_is_estimated_at_three_letters_a_token() -> None:
    text = "the minister said that both sides would meet again "
    assert estimate(text) == math.ceil(len(text) / 3)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_an_estimate_grows_with_its_text_and_adds_up_over_its_parts(first: str, second: str) -> None:
    whole = estimate(first + second)
    assert max(estimate(first), estimate(second)) <= whole <= estimate(first) + estimate(second)


@settings(deadline=None)
@given(TEXT)
def test_an_estimate_lies_between_a_third_of_the_bytes_and_all_of_them(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    assert size / 3 <= estimate(text) <= size


def test_nothing_is_fetched_and_the_count_says_that_it_is_estimated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object) -> None:
        pytest.fail("a count went to the network")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    for model in ("gpt-4o", "gpt-4", "gpt-2", "gpt-oss-20b", "some-local-model"):
        counter = TokenCounter(model)
        assert not counter.exact
        assert counter.count("Who met whom?") == estimate("Who met whom?")


def test_a_table_is_taken_from_the_cache_only_unaltered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = b"".join(base64.b64encode(bytes([value])) + f" {value}\n".encode() for value in range(256))
    address = "scheme://somewhere/a_table"
    file = tmp_path / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    with pytest.raises(OSError, match="No such file"):
        tokens.cached_table(address, hashlib.sha256(table).hexdigest())
    file.write_bytes(table)
    assert tokens.cached_table(address, hashlib.sha256(table).hexdigest()) == {bytes([n]): n for n in range(256)}
    file.write_bytes(table + b"eA== 256\n")
    with pytest.raises(ValueError, match="damaged"):
        tokens.cached_table(address, hashlib.sha256(table).hexdigest())
    assert file.exists()


def test_with_its_table_at_hand_a_model_is_counted_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    def bytes_alone(*_: str, **__: str) -> dict[bytes, int]:
        return {bytes([value]): value for value in range(256)}

    monkeypatch.setattr(tokens, "cached_table", bytes_alone)
    counter = TokenCounter("gpt-4")
    assert counter.exact
    assert counter.count("Año <|endoftext|>") == len("Año <|endoftext|>".encode())
    assert counter.count("ab " * 70_000) == 210_000
    assert counter.count("caf\udce9") > 3
