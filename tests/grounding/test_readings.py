"""Readings are kept for a while: the same text is read once, and what was not asked for longest is let go first."""

from __future__ import annotations

from datetime import date

from assistant.grounding.readings import Readings

DAY = date(2021, 3, 6)


def test_a_text_that_is_asked_for_again_is_not_read_again():
    kept = Readings(most=20)
    assert kept.of("Oslo waits.", DAY) is kept.of("Oslo waits.", DAY)


def test_the_same_text_of_another_day_is_another_reading():
    kept = Readings(most=40)
    assert kept.of("Oslo waits.", DAY) is not kept.of("Oslo waits.", None)


def test_readings_fill_the_room_there_is_and_no_more():
    kept = Readings(most=20)
    first, second = kept.of("0123456789", None), kept.of("abcdefghij", None)
    assert kept.of("0123456789", None) is first
    assert kept.of("abcdefghij", None) is second
    third = kept.of("!", None)
    assert kept.of("abcdefghij", None) is second
    assert kept.of("!", None) is third
    assert kept.of("0123456789", None) is not first


def test_what_was_asked_for_last_stays():
    kept = Readings(most=20)
    first, second = kept.of("0123456789", None), kept.of("abcdefghij", None)
    assert kept.of("0123456789", None) is first
    kept.of("!", None)
    assert kept.of("0123456789", None) is first
    assert kept.of("abcdefghij", None) is not second


def test_room_that_is_let_go_is_used_again():
    kept = Readings(most=20)
    for number in range(50):
        kept.of(f"text {number:05}", None)
    first, second = kept.of("0123456789", None), kept.of("abcdefghij", None)
    assert kept.of("0123456789", None) is first
    assert kept.of("abcdefghij", None) is second


def test_a_text_longer_than_the_room_is_kept_by_itself():
    kept = Readings(most=5)
    long = kept.of("0123456789", None)
    assert kept.of("0123456789", None) is long
    assert kept.of("abcdefghij", None) is not None
    assert kept.of("0123456789", None) is not long
