"""The tables of the embedded store and how an older store becomes a newer one.

Each migration runs in its own transaction together with the new `user_version`. Days are proleptic ordinals
(`date.toordinal()`), offsets are code points, `end_` is exclusive. A `fold` is the key of a folded name.
"""

from __future__ import annotations

import secrets

from assistant.store.migrating import Marks, bring_up, version_of
from assistant.store.sqlite import Sqlite

APPLICATION_ID = 0x41747443  # "AttC", so that a foreign SQLite file is not taken for a store

_FIRST = """
CREATE TABLE identity (value TEXT NOT NULL) STRICT;
CREATE TABLE sources (key INTEGER PRIMARY KEY, fold TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT, source TEXT,
    publisher INTEGER REFERENCES sources, day INTEGER, dated_by TEXT, url TEXT, language TEXT,
    sha256 TEXT NOT NULL, characters INTEGER NOT NULL, flags TEXT NOT NULL,
    fingerprint TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_publisher ON documents (publisher, day);
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL, sentences BLOB NOT NULL) STRICT;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, end_ INTEGER NOT NULL, UNIQUE (document, ordinal)) STRICT;

-- one row a write: what the search index replays. The nonce tells two histories with the same numbers apart.
CREATE TABLE writes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, nonce INTEGER NOT NULL, removed INTEGER, added INTEGER) STRICT;

CREATE TABLE folds (key INTEGER PRIMARY KEY, fold TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE fold_words (word TEXT NOT NULL, fold INTEGER NOT NULL REFERENCES folds,
    PRIMARY KEY (word, fold)) STRICT, WITHOUT ROWID;
CREATE TABLE forms (key INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE, fold INTEGER NOT NULL REFERENCES folds) STRICT;
CREATE INDEX forms_by_fold ON forms (fold);
CREATE TABLE entities (
    key INTEGER PRIMARY KEY, fold INTEGER NOT NULL REFERENCES folds, type TEXT NOT NULL, UNIQUE (fold, type)) STRICT;

-- how often a document uses a form for an entity (`mentions`), and how often it is the fullest form (`named`)
CREATE TABLE appearances (
    entity INTEGER NOT NULL REFERENCES entities, form INTEGER NOT NULL REFERENCES forms,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, day INTEGER, publisher INTEGER,
    mentions INTEGER NOT NULL, named INTEGER NOT NULL, PRIMARY KEY (entity, form, document)) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_by_form ON appearances (form, entity);
CREATE INDEX appearances_by_document ON appearances (document);
CREATE TABLE mentions (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, end_ INTEGER NOT NULL, entity INTEGER NOT NULL REFERENCES entities,
    name INTEGER NOT NULL REFERENCES forms, rule TEXT NOT NULL, sentence INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity, document, sentence);
CREATE INDEX mentions_by_sentence ON mentions (document, sentence, entity);

CREATE TABLE titles (key INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, fold TEXT NOT NULL) STRICT;
CREATE TABLE roles (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, end_ INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES folds, name TEXT NOT NULL,
    title INTEGER NOT NULL REFERENCES titles, former INTEGER NOT NULL, held TEXT, rule TEXT NOT NULL,
    sentence INTEGER NOT NULL, PRIMARY KEY (document, ordinal)) STRICT, WITHOUT ROWID;
CREATE INDEX roles_by_person ON roles (person);
CREATE INDEX roles_by_title ON roles (title);

CREATE TABLE dates (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, end_ INTEGER NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL, grain TEXT NOT NULL,
    anchor TEXT NOT NULL, rule TEXT NOT NULL, sentence INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)) STRICT, WITHOUT ROWID;
CREATE INDEX dates_by_day ON dates (lo, document, sentence, hi) WHERE grain = 'day';

-- `lo`..`hi` is the day it was said where the text tells, else the publication date; `said`, `speaker` and
-- `reporter` are the values as JSON
CREATE TABLE quotes (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, kind TEXT NOT NULL, spans TEXT NOT NULL, sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL, rule TEXT NOT NULL, cue TEXT, person INTEGER REFERENCES folds,
    speaker TEXT, reporter TEXT, said TEXT, lo INTEGER, hi INTEGER, UNIQUE (document, ordinal)) STRICT;
CREATE INDEX quotes_by_person ON quotes (person, hi DESC);
CREATE INDEX quotes_by_day ON quotes (hi DESC, document, ordinal);
CREATE VIRTUAL TABLE quote_words USING fts5 (stems, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE events (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, end_ INTEGER NOT NULL, lo INTEGER NOT NULL,
    hi INTEGER NOT NULL, grain TEXT NOT NULL, anchor TEXT NOT NULL, status TEXT NOT NULL, rule TEXT NOT NULL,
    sentence INTEGER NOT NULL, participants TEXT NOT NULL, UNIQUE (document, ordinal)) STRICT;
CREATE INDEX events_by_day ON events (lo, hi, document, ordinal);
CREATE INDEX long_events ON events (lo, hi, document, ordinal) WHERE hi - lo > 31;
CREATE INDEX events_by_sentence ON events (document, sentence);
CREATE TABLE participants (
    person INTEGER NOT NULL REFERENCES folds, event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    PRIMARY KEY (person, event)) STRICT, WITHOUT ROWID;
CREATE INDEX participants_by_event ON participants (event);
CREATE VIRTUAL TABLE event_words USING fts5 (stems, content='', contentless_delete=1, detail=none, tokenize='ascii');
"""

# what a model answered: `request` is the hash of all that was asked, `text` that of the document's text
_ANSWERS = """
CREATE TABLE answers (request TEXT PRIMARY KEY, text TEXT NOT NULL, answer TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_text ON answers (text);
"""

# one vector a passage; `text` is the hash of the text it was made of, `version` counts the writes under a model
_VECTORS = """
CREATE TABLE embedding_models (
    key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL, version INTEGER NOT NULL) STRICT;
CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES embedding_models, text BLOB NOT NULL, vector BLOB NOT NULL) STRICT;
CREATE INDEX vectors_by_model ON vectors (model, passage);
"""

# what kind of text it is, who wrote it, where its pages begin (JSON), and which corpus it belongs to
_PROVENANCE = """
ALTER TABLE documents ADD COLUMN source_type TEXT;
ALTER TABLE documents ADD COLUMN author TEXT;
ALTER TABLE documents ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN collection TEXT NOT NULL DEFAULT 'default';
ALTER TABLE appearances ADD COLUMN collection TEXT NOT NULL DEFAULT 'default';
CREATE INDEX documents_by_collection ON documents (collection, day);
"""

# what became of the files that were taken in: `mark` is a hash of the bytes and of how they were read, `fingerprint`
# that of the document as it was then; a failure's `at` is in seconds since 1970
_INPUTS = """
CREATE TABLE inputs (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, mark TEXT) STRICT;
CREATE TABLE input_documents (
    input INTEGER NOT NULL REFERENCES inputs ON DELETE CASCADE, id TEXT NOT NULL, fingerprint TEXT NOT NULL,
    PRIMARY KEY (input, id)) STRICT, WITHOUT ROWID;
CREATE INDEX input_documents_by_id ON input_documents (id);
CREATE TABLE failures (
    input TEXT NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (input, ordinal)) STRICT, WITHOUT ROWID;
"""

_VOICES = """
INSERT INTO day_voices SELECT x.lo, x.document, d.day, d.publisher, d.collection, count(*), min(x.sentence) < 5
    FROM dates x CROSS JOIN documents d ON d.key = x.document WHERE x.grain = 'day' AND x.lo = x.hi {one}
    GROUP BY x.lo, x.document
"""
_SPOKEN = """
SELECT p.person, x.lo, x.document, x.sentence, d.day, count(*)
    FROM (SELECT DISTINCT q.person, x.document, x.sentence FROM events x CROSS JOIN participants q ON q.event = x.key
        WHERE 1 {one}) p
    CROSS JOIN dates x ON x.document = p.document AND x.sentence = p.sentence
    CROSS JOIN documents d ON d.key = x.document
    WHERE x.grain = 'day' AND x.lo = x.hi GROUP BY p.person, x.lo, x.document, x.sentence
"""
_FIRST_OF = "SELECT *, sentence = min(sentence) OVER (PARTITION BY person, lo, document) FROM ({spoken})"
_WITH_EVENTS = """
SELECT DISTINCT q.person, d.day, d.key FROM events x CROSS JOIN participants q ON q.event = x.key
    CROSS JOIN documents d ON d.key = x.document WHERE d.day IS NOT NULL {one}
"""
_HELD = """
SELECT r.{by}, ifnull(d.day, 1 << 32), r.document, r.start, r.ordinal
    FROM roles r CROSS JOIN documents d ON d.key = r.document WHERE {one}
"""
_ITS = "r.document = ?"
_ONE = "AND x.document = ?"
SUMS = (
    f"INSERT INTO offices {_HELD.format(by='title', one=_ITS)}",
    f"INSERT INTO holders {_HELD.format(by='person', one=_ITS)}",
    _VOICES.format(one=_ONE),
    f"INSERT INTO participant_days {_FIRST_OF.format(spoken=_SPOKEN.format(one=_ONE))}",
    f"INSERT INTO participant_documents {_WITH_EVENTS.format(one=_ONE)}",
)
"""What to run, each with the document's key, when all else of a document is written."""

UNSUMS = (
    f"DELETE FROM offices WHERE (title, day, document, start, ordinal) IN ({_HELD.format(by='title', one=_ITS)})",
    f"DELETE FROM holders WHERE (person, day, document, start, ordinal) IN ({_HELD.format(by='person', one=_ITS)})",
    "DELETE FROM company WHERE (entity, document) IN (SELECT entity, document FROM mentions WHERE document = ?)",
    "DELETE FROM participant_days WHERE (person, named, document, sentence) IN"
    f" (SELECT person, lo, document, sentence FROM ({_SPOKEN.format(one=_ONE)}))",
    f"DELETE FROM participant_documents WHERE (person, day, document) IN ({_WITH_EVENTS.format(one=_ONE)})",
)
"""What to run, each with the document's key, before a document is removed; the rest goes by itself."""

# What look-ups read in order, or added up: nothing in it that the tables above do not say. `taking_part` becomes
# `participants` with the order of events; `offices` are roles in the order of publication (undated last);
# `name_totals` adds up `appearances`; `day_voices` has a row for each document and each single day it names, with the
# number of expressions and whether one leads the document, `day_totals` adds those up. `participant_days` has the days
# that are named in the sentences of a participant's events, `participant_documents` the documents that have any.
_ORDERED = """
CREATE TABLE taking_part (
    person INTEGER NOT NULL REFERENCES folds, lo INTEGER NOT NULL, hi INTEGER NOT NULL, document INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    PRIMARY KEY (person, lo, hi, document, ordinal)) STRICT, WITHOUT ROWID;
INSERT INTO taking_part
    SELECT p.person, e.lo, e.hi, e.document, e.ordinal, e.key FROM participants p JOIN events e ON e.key = p.event;
DROP TABLE participants;
ALTER TABLE taking_part RENAME TO participants;
CREATE INDEX participants_by_event ON participants (event);
CREATE INDEX long_participants ON participants (person, lo, hi, document, ordinal, event) WHERE hi - lo > 31;

DROP INDEX quotes_by_person;
CREATE INDEX quotes_by_person ON quotes (person, hi DESC, document, ordinal);
CREATE INDEX long_quotes ON quotes (hi DESC, document, ordinal) WHERE hi - lo > 31;

CREATE TABLE offices (
    title INTEGER NOT NULL REFERENCES titles, day INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, start INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    PRIMARY KEY (title, day, document, start, ordinal)) STRICT, WITHOUT ROWID;
CREATE INDEX offices_by_document ON offices (document);
INSERT INTO offices SELECT r.title, ifnull(d.day, 1 << 32), r.document, r.start, r.ordinal
    FROM roles r JOIN documents d ON d.key = r.document;
CREATE TRIGGER role_added AFTER INSERT ON roles BEGIN
    INSERT INTO offices SELECT NEW.title, ifnull(d.day, 1 << 32), NEW.document, NEW.start, NEW.ordinal
        FROM documents d WHERE d.key = NEW.document;
END;
DROP INDEX roles_by_title;

CREATE TABLE name_totals (
    entity INTEGER NOT NULL REFERENCES entities, form INTEGER NOT NULL REFERENCES forms, collection TEXT NOT NULL,
    mentions INTEGER NOT NULL, named INTEGER NOT NULL, PRIMARY KEY (entity, form, collection)) STRICT, WITHOUT ROWID;
CREATE INDEX name_totals_by_form ON name_totals (form, entity, collection, mentions);
INSERT INTO name_totals
    SELECT entity, form, collection, sum(mentions), sum(named) FROM appearances GROUP BY entity, form, collection;
CREATE TRIGGER appearance_added AFTER INSERT ON appearances BEGIN
    INSERT INTO name_totals VALUES (NEW.entity, NEW.form, NEW.collection, NEW.mentions, NEW.named)
        ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions, named = named + excluded.named;
END;
CREATE TRIGGER appearance_removed AFTER DELETE ON appearances BEGIN
    UPDATE name_totals SET mentions = mentions - OLD.mentions, named = named - OLD.named
        WHERE entity = OLD.entity AND form = OLD.form AND collection = OLD.collection;
    DELETE FROM name_totals WHERE entity = OLD.entity AND form = OLD.form AND collection = OLD.collection
        AND mentions = 0 AND named = 0;
END;
DROP INDEX appearances_by_form;
CREATE INDEX appearances_by_day ON appearances (entity, day, document);

CREATE TABLE day_totals (
    day INTEGER NOT NULL, collection TEXT NOT NULL, mentions INTEGER NOT NULL, documents INTEGER NOT NULL,
    early INTEGER NOT NULL, late INTEGER NOT NULL, leading INTEGER NOT NULL, published INTEGER NOT NULL,
    PRIMARY KEY (day, collection)) STRICT, WITHOUT ROWID;
CREATE TABLE day_voices (
    named INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, day INTEGER,
    publisher INTEGER, collection TEXT NOT NULL, expressions INTEGER NOT NULL, leading INTEGER NOT NULL,
    PRIMARY KEY (named, document)) STRICT, WITHOUT ROWID;
CREATE INDEX day_voices_by_document ON day_voices (document);
CREATE TRIGGER voice_added AFTER INSERT ON day_voices BEGIN
    INSERT INTO day_totals VALUES (NEW.named, NEW.collection, NEW.expressions, 1, ifnull(NEW.day <= NEW.named, 0),
            ifnull(NEW.day > NEW.named + 7, 0), NEW.leading, 0)
        ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions, documents = documents + 1,
            early = early + excluded.early, late = late + excluded.late, leading = leading + excluded.leading;
END;
CREATE TRIGGER voice_removed AFTER DELETE ON day_voices BEGIN
    UPDATE day_totals SET mentions = mentions - OLD.expressions, documents = documents - 1,
            early = early - ifnull(OLD.day <= OLD.named, 0), late = late - ifnull(OLD.day > OLD.named + 7, 0),
            leading = leading - OLD.leading
        WHERE day = OLD.named AND collection = OLD.collection;
END;
CREATE TRIGGER document_added AFTER INSERT ON documents WHEN NEW.day IS NOT NULL BEGIN
    INSERT INTO day_totals VALUES (NEW.day, NEW.collection, 0, 0, 0, 0, 0, 1)
        ON CONFLICT DO UPDATE SET published = published + 1;
END;
CREATE TRIGGER document_removed AFTER DELETE ON documents WHEN OLD.day IS NOT NULL BEGIN
    UPDATE day_totals SET published = published - 1 WHERE day = OLD.day AND collection = OLD.collection;
END;
INSERT INTO day_totals SELECT day, collection, 0, 0, 0, 0, 0, count(*) FROM documents
    WHERE day IS NOT NULL GROUP BY day, collection;
DROP INDEX dates_by_day;

CREATE TABLE participant_days (
    person INTEGER NOT NULL, named INTEGER NOT NULL, document INTEGER NOT NULL, sentence INTEGER NOT NULL, day INTEGER,
    expressions INTEGER NOT NULL, PRIMARY KEY (person, named, document, sentence)) STRICT, WITHOUT ROWID;
CREATE TABLE participant_documents (
    person INTEGER NOT NULL, day INTEGER NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (person, day, document)) STRICT, WITHOUT ROWID;
"""
_SUMMED = f"""
{_VOICES.format(one="")};
INSERT INTO participant_days {_SPOKEN.format(one="")};
INSERT INTO participant_documents {_WITH_EVENTS.format(one="")};
"""

# copies of one story: a document's sketch (little-endian numbers of 32 bits), a row for each of its bands, and the
# cluster it is in, named by the first id there; NULL for one without copies
_CLUSTERS = """
CREATE TABLE sketches (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, sketch BLOB NOT NULL) STRICT;
CREATE TABLE sketch_bands (
    band INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (band, document)) STRICT, WITHOUT ROWID;
ALTER TABLE documents ADD COLUMN cluster TEXT;
CREATE INDEX documents_by_cluster ON documents (cluster) WHERE cluster IS NOT NULL;
"""

# the folder, with the collection, that an input was taken from
_ORIGINS = """
ALTER TABLE inputs ADD COLUMN origin TEXT NOT NULL DEFAULT '';
CREATE INDEX inputs_by_origin ON inputs (origin, name);
"""

# which entities a sentence names, each once
_NAMINGS = """
CREATE TABLE namings (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, sentence INTEGER NOT NULL,
    entity INTEGER NOT NULL, PRIMARY KEY (document, sentence, entity)) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO namings SELECT document, sentence, entity FROM mentions WHERE sentence >= 0;
DROP INDEX mentions_by_sentence;
"""

# Roles in the order of publication (undated last), by title and now by person too; `company` has for each entity that
# a document names the others in its sentences, once for each sentence, or NULL where they would be too many. Whoever
# writes and removes documents keeps all three.
_SIDE_BY_SIDE = f"""
DROP TRIGGER role_added;
DROP TABLE offices;
CREATE TABLE offices (
    title INTEGER NOT NULL, day INTEGER NOT NULL, document INTEGER NOT NULL, start INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, PRIMARY KEY (title, day, document, start, ordinal)) STRICT, WITHOUT ROWID;
INSERT INTO offices {_HELD.format(by="title", one="1")};
CREATE TABLE holders (
    person INTEGER NOT NULL, day INTEGER NOT NULL, document INTEGER NOT NULL, start INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, PRIMARY KEY (person, day, document, start, ordinal)) STRICT, WITHOUT ROWID;
INSERT INTO holders {_HELD.format(by="person", one="1")};
DROP INDEX roles_by_person;

CREATE TABLE company (
    entity INTEGER NOT NULL, document INTEGER NOT NULL, others TEXT,
    PRIMARY KEY (entity, document)) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE crowded AS
    SELECT document FROM (SELECT document, count(*) named FROM namings GROUP BY document, sentence)
    GROUP BY document HAVING sum(named * (named - 1)) > 16 * sum(named);
INSERT INTO company SELECT m.entity, m.document, group_concat(o.entity)
    FROM mentions m INDEXED BY mentions_by_entity CROSS JOIN namings o
        ON o.document = m.document AND o.sentence = m.sentence AND o.entity <> m.entity
    WHERE m.document NOT IN crowded AND NOT EXISTS (SELECT 1 FROM mentions f WHERE f.entity = m.entity
        AND f.document = m.document AND f.sentence = m.sentence AND f.ordinal < m.ordinal)
    GROUP BY m.entity, m.document;
INSERT INTO company SELECT DISTINCT entity, document, NULL FROM namings WHERE document IN crowded;
DROP TABLE crowded;
DROP TABLE namings;
"""

# whether a sentence is the document's first that names the day and has the participant
_FIRST_SENTENCES = f"""
DROP TABLE participant_days;
CREATE TABLE participant_days (
    person INTEGER NOT NULL, named INTEGER NOT NULL, document INTEGER NOT NULL, sentence INTEGER NOT NULL, day INTEGER,
    expressions INTEGER NOT NULL, first INTEGER NOT NULL,
    PRIMARY KEY (person, named, document, sentence)) STRICT, WITHOUT ROWID;
INSERT INTO participant_days {_FIRST_OF.format(spoken=_SPOKEN.format(one=""))};
"""

MIGRATIONS = (
    _FIRST,
    _ANSWERS,
    _VECTORS,
    _PROVENANCE,
    _INPUTS,
    _ORDERED + _SUMMED,
    _CLUSTERS,
    _ORIGINS,
    _NAMINGS,
    _SIDE_BY_SIDE,
    _FIRST_SENTENCES,
)
SCHEMA = len(MIGRATIONS)


MARKS = Marks(
    APPLICATION_ID,
    "The store",
    "This SQLite file is not an Attaché store; choose another folder with --store.",
)


def schema_of(connection: Sqlite) -> int:
    """The schema version of an open store; 0 for a file that holds nothing yet. Raises as `version_of` does."""
    return version_of(connection, MARKS, SCHEMA)


def migrate(connection: Sqlite) -> None:
    """Bring a store to `SCHEMA`; each step and its version number are one transaction."""
    bring_up(connection, MARKS, MIGRATIONS, _name)


def _name(connection: Sqlite) -> None:
    """Give a new store the name that its indexes know it by."""
    connection.run("INSERT INTO identity VALUES (?)", (secrets.token_hex(16),))
