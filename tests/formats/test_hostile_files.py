"""Files made to break whoever opens them: each is read or refused in one sentence, and nothing else happens."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import UnreadableError
from assistant.formats import Refusal, Taking, documents_in, survey
from assistant.formats.archive import unpack
from assistant.formats.bounds import Bounds
from assistant.formats.mailbox import split_mailbox
from assistant.ingest import ingest_files
from assistant.store.opening import open_store
from assistant.types import Document
from tests.formats import hostile

TAKING = Taking(most_bytes=1_000_000, today=date(2027, 1, 1))
MUTATIONS = 500
SENTENCE = re.compile(r"[^\n]{1,1200}: [^\n]{5,300}\.")
HOSTNAME = Path("/etc/hostname")
SECRETS = HOSTNAME.read_text().split()[:1] if HOSTNAME.exists() else []


def opened(name: str, data: bytes) -> list[Document | Refusal]:
    return list(documents_in(io.BytesIO(data), name, TAKING))


def check(name: str, found: list[Document | Refusal]) -> None:
    for item in found:
        if isinstance(item, Refusal):
            assert SENTENCE.fullmatch(str(item)), str(item)
            continue
        assert item.text.strip()
        assert item.id == name or item.id.startswith(f"{name}/") or name.endswith(".jsonl")
        assert ".." not in item.id.split("/")
        assert list(item.pages) == sorted(item.pages)
        assert all(page <= len(item.text) for page in item.pages)
        assert "\ufffd" not in item.text or "unreadable-characters" in item.flags
        assert "hahahaha" not in item.text
        assert not any(secret in item.text for secret in SECRETS)


REASONS = {
    "bomb.zip": "larger than 1 MB",
    "lying.zip": "damaged inside its archive",
    "modest.zip": "unpacks to more than 100 MB",
    "nest.zip": "more than 3 archives or messages deep",
    "overlap.zip": "damaged inside its archive",
    "lzma.zip": "packed by a method",
    "link.zip": "it is a link",
    "device.zip": "no regular file",
    "pipe.zip": "no regular file",
    "locked.zip": "encrypted with a password",
    "directory.zip": "too many files",
    "flate.pdf": "unpacks to more than a document should",
    "flate-twice.pdf": "unpacks to more than a document should",
    "operators.pdf": "more text than a page should",
    "endless.pdf": "unpacks to more than a document should",
    "locked.pdf": "encrypted with a password",
    "page.pdf": "not a PDF",
    "laughs.docx": "no Word document",
    "entity.docx": "no Word document",
    "bomb.docx": "unpacks to more than a document should",
    "media.docx": "unpacks to more than a document should",
    "old.docx": "encrypted with a password, or an old Word document",
    "broad.html": "more than 150,000 elements",
    "parts.eml": "more than 1,000 parts",
    "aliases.md": "by an alias",
    "merges.md": "by an alias",
}


def test_every_hostile_file_is_read_or_refused_in_one_sentence_that_says_what_is_wrong():
    told: dict[str, str] = {}
    for name, data in hostile.all_hostile():
        found = opened(name, data)
        check(name, found)
        assert name not in told
        told[name] = " ".join(item.reason for item in found if isinstance(item, Refusal))
    assert {name: told[name] for name, reason in REASONS.items() if reason not in told[name]} == {}


def test_an_archive_or_a_mailbox_of_too_many_files_is_left_at_the_limit():
    crowd = hostile.zipped({f"{number}.txt": b"" for number in range(10_100)})
    with pytest.raises(UnreadableError, match="more than 10,000 files"):
        list(unpack(io.BytesIO(crowd), Bounds()))
    message = b"From a@b.example Tue Mar  2 10:00:00 2021\nSubject: s\n\nWords.\n\n"
    with pytest.raises(UnreadableError, match="more than 10,000 files"):
        list(split_mailbox(io.BytesIO(message * 10_100), Bounds()))


def test_names_that_lead_out_of_an_archive_are_refused_and_the_others_read():
    found = opened("ways-out.zip", dict(hostile.archives())["ways-out.zip"])
    refused = [item.reason for item in found if isinstance(item, Refusal)]
    assert refused.count("its name leads out of the archive; it is left there") == 5
    assert {item.id for item in found if isinstance(item, Document)} == {
        "ways-out.zip/a/b.txt",
        "ways-out.zip/_gpj.txt",
    }


def test_changed_real_files_are_read_or_refused():
    for number in range(MUTATIONS):
        name, data = hostile.mutated(number)
        check(name, opened(name, data))


def test_what_comes_out_of_one_file_is_bounded_together():
    bounds = Bounds(1000)
    bounds.spend(60_000)
    with pytest.raises(UnreadableError, match="unpacks to more than 0 MB"):
        bounds.spend(60_000)


async def test_a_folder_of_hostile_files_goes_through_the_real_store_and_nothing_is_written_outside(tmp_path: Path):
    folder, outside = tmp_path / "in" / "deep", tmp_path / "in"
    folder.mkdir(parents=True)
    chosen = (
        "bomb.zip",
        "ways-out.zip",
        "link.zip",
        "entity.docx",
        "page-loop.pdf",
        "deep.eml",
        "name.eml",
        "nuls.txt",
    )
    for name, data in hostile.all_hostile():
        if name in chosen:
            (folder / name).write_bytes(data)
    (folder / "good.txt").write_text("The good one is taken in all the same.")
    store = await open_store(str(tmp_path / "store"), create=True)
    taken = {item.name: item async for item in ingest_files(store, survey([folder]), TAKING, workers=1)}
    await store.close()
    assert taken["good.txt"].outcome == "added"
    assert len([item for item in taken.values() if item.outcome == "refused"]) >= 8
    assert {path.name for path in outside.rglob("*")} == {"deep", "good.txt", *chosen}
