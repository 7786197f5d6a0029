"""Text in every encoding: told from its own bytes, guessed where it must be, never with lost characters unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableError
from assistant.formats.decoding import decode, decode_as

SENTENCES = {
    "cp1252": "President Peña met Mr. Müller and José Ångström in Asunción – “all fine”, he said.\n",
    "latin-1": "El ministro dijo que la reunión sería mañana en España y que habría otra el año próximo.\n",
    "cp1250": "Minister spraw zagranicznych powiedział w Łodzi, że rozmowy zostały zakończone. Wałęsa był w Gdańsku.\n",
    "cp1251": "Министр иностранных дел заявил, что переговоры завершены и будут продолжены в Москве.\n",
    "koi8_r": "Министр иностранных дел заявил, что переговоры завершены и будут продолжены в Москве.\n",
    "cp1253": "Ο υπουργός εξωτερικών δήλωσε ότι οι συνομιλίες ολοκληρώθηκαν και θα συνεχιστούν.\n",
    "cp1254": "Dışişleri Bakanı, görüşmelerin sona erdiğini ve gelecek hafta İstanbul'da sürdürüleceğini söyledi.\n",
    "cp1256": "قال وزير الخارجية إن المحادثات انتهت وستستأنف الأسبوع المقبل في القاهرة.\n",
    "gb18030": "外交部长表示，会谈已经结束，将于下周在北京继续举行。双方就渔业问题达成一致。\n",
    "shift_jis": "外務大臣は、会談は終了し、来週東京で継続されると述べた。両国は漁業問題で合意した。\n",
    "euc_kr": "외교부 장관은 회담이 끝났으며 다음 주 서울에서 계속될 것이라고 말했다.\n",
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_an_older_encoding_is_guessed_and_told_as_a_guess(encoding: str):
    text = SENTENCES[encoding] * 4
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.flags == ("guessed-encoding",)


def test_one_name_in_a_long_english_text_is_enough():
    text = (
        "The minister said that nothing was agreed. " * 60 + "He met President Peña.\n" + "Nothing else was said. " * 60
    )
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["Ministers met.\nThey agreed.", "北京会谈结束。\n双方同意。Treaty", "Año 北京 next\n"]
)
def test_wide_text_without_a_mark_is_told_from_its_zeros(encoding: str, text: str):
    found = decode(text.encode(encoding))
    assert (found.text, found.guessed) == (text, False)


def test_utf_8_with_a_damaged_byte_is_refused_with_its_place():
    with pytest.raises(UnreadableError, match=r"UTF-8 text damaged at byte \d+; save it again as UTF-8"):
        decode("“Año” and “mañana”".encode().replace(b"and", b"\xffnd"))


def test_text_that_breaks_off_inside_a_character_is_refused():
    with pytest.raises(UnreadableError, match="not the UTF-16 text it begins as"):
        decode("Ministers".encode("utf-16") + b"x")


def test_what_a_transport_says_is_believed_where_it_can_be():
    assert decode_as("Łódź".encode("iso8859-2"), "ISO-8859-2").text == "Łódź"
    assert decode_as("“a”".encode("cp1252"), "iso-8859-1").text == "“a”"
    assert decode_as("Año".encode(), "us-ascii").text == "Año"
    assert decode_as("Año".encode(), "no-such-thing").text == "Año"
    assert decode_as(b"\\ud800 x", "unicode_escape").text == "\\ud800 x"


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "ascii", "punycode", "utf-16", "hex", "x", "", None]))
def test_any_bytes_under_any_name_are_read_or_refused(data: bytes, name: str | None):
    try:
        found = decode_as(data, name)
    except UnreadableError:
        return
    assert "\x00" not in found.text
