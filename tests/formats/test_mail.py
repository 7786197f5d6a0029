"""Messages, mailboxes and archives: text, heads, and what is packed into them."""

from __future__ import annotations

import io
from datetime import date
from email.message import EmailMessage

import pytest

from assistant.formats import Refusal, Taking, documents_in
from assistant.types import Document
from tests.formats.hostile import zipped

TAKING = Taking(today=date(2022, 1, 1))


def opened(data: bytes, name: str = "a.eml") -> list[Document | Refusal]:
    return list(documents_in(io.BytesIO(data), name, TAKING))


def read(data: bytes, name: str = "a.eml") -> dict[str, Document]:
    return {item.id: item for item in opened(data, name) if isinstance(item, Document)}


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {"From": "Ana Silva <ana@mfa.example>", "Date": "Fri, 05 Mar 2021 23:30:00 -0500", **headers}
    for name, value in given.items():
        made[name] = value
    return made


def test_the_day_is_that_of_the_senders_clock():
    made = message(Subject="Fish")
    made.set_content("They met.")
    found = read(made.as_bytes())["a.eml"]
    assert (found.date, found.dated_by, found.title) == (date(2021, 3, 5), "Date header", "Fish")


def test_a_date_that_the_way_of_the_message_contradicts_is_told():
    made = message(Received="from a by b; Fri, 19 Mar 2021 10:00:00 +0000")
    made.set_content("They met.")
    assert read(made.as_bytes())["a.eml"].flags == ("contradicted-date",)


def test_the_plain_part_is_the_text_and_the_html_part_where_there_is_none():
    both = message()
    both.set_content("Plain words.")
    both.add_alternative("<p>Other words.</p>", subtype="html")
    assert read(both.as_bytes())["a.eml"].text.strip() == "Plain words."
    only = message()
    only.set_content("<p>One.</p><p style='display:none'>Hidden.</p><p>Two.</p>", subtype="html")
    assert read(only.as_bytes())["a.eml"].text == "One.\n\nTwo."
    stub = message()
    stub.set_content("Please enable HTML.")
    stub.add_alternative("<p>" + "The real words of the message. " * 20 + "</p>", subtype="html")
    assert "real words" in read(stub.as_bytes())["a.eml"].text


def test_flowed_lines_are_joined():
    head = b"From: a@b.example\nContent-Type: text/plain; format=flowed; charset=utf-8\n\n"
    assert (
        read(head + b"They met \nin Porto.\n> quoted \n> words\n")["a.eml"].text
        == "They met in Porto.\n> quoted \n> words\n"
    )


def test_attachments_have_ids_of_their_own_and_never_a_folder():
    made = message()
    made.set_content("See attached.")
    made.add_attachment("One.", filename="../../etc/note.txt")
    made.add_attachment("Two.", filename="note.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(b"old", maintype="application", subtype="msword", filename="old.doc")
    found = opened(made.as_bytes())
    assert [item.id for item in found if isinstance(item, Document)] == ["a.eml", "a.eml/note.txt", "a.eml/note-2.txt"]
    assert [str(item) for item in found if isinstance(item, Refusal)] == [
        "a.eml/old.doc: it is an old Word document; save it as .docx."
    ]


def test_a_message_that_only_carries_files_is_those_files():
    made = message()
    made.add_attachment("One.", filename="note.txt")
    assert list(read(made.as_bytes())) == ["a.eml/note.txt"]


def test_an_encrypted_message_is_told():
    data = b"From: a@b.example\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nx\n--x--\n"
    [refusal] = opened(data)
    assert str(refusal) == "a.eml: it is encrypted; save it decrypted."


@pytest.mark.parametrize("subject", ["=?utf-8?q?Fisch_in_Wa=C5=82brzych?=", "=?iso-8859-2?q?Fisch_in_Wa=B3brzych?="])
def test_a_subject_is_read_in_its_own_encoding(subject: str):
    data = f"From: a@b.example\nSubject: {subject}\n\nThey met.".encode()
    assert read(data)["a.eml"].title == "Fisch in Wałbrzych"


def test_a_mailbox_keeps_its_ids_when_a_message_goes():
    def entry(name: str) -> bytes:
        return f"From a@b.example Fri Mar  5 10:00:00 2021\nMessage-ID: <{name}>\n\n>From {name}.\n\n".encode()

    box = entry("one@x") + entry("two@x") + entry("two@x") + entry("a/../b")
    assert list(read(box, "b.mbox")) == [
        "b.mbox/one@x.eml",
        "b.mbox/two@x.eml",
        "b.mbox/two@x-3.eml",
        "b.mbox/a_.._b.eml",
    ]
    assert read(entry("two@x"), "b.mbox")["b.mbox/two@x.eml"].text.startswith("From two@x.")


def test_an_archive_gives_its_files_under_tidy_names_and_passes_over_the_rest():
    members = {
        "b\\c.txt": b"One.",
        "./d//e.md": b"Two.",
        ".hidden.txt": b"x",
        "__MACOSX/a.txt": b"x",
        "picture.png": b"x",
        "in.zip": zipped({"f.jsonl": b'{"id": "own", "text": "Three."}\nbroken\n'}),
    }
    found = opened(zipped(members), "a.zip")
    assert [item.id for item in found if isinstance(item, Document)] == ["a.zip/b/c.txt", "a.zip/d/e.md", "own"]
    assert [str(item) for item in found if isinstance(item, Refusal)] == [
        "a.zip/in.zip/f.jsonl, line 2: it is not JSON; each line must be one object."
    ]
