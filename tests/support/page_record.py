"""An invented record for the page: agreements and a visit, a long text, many like sentences, one from right to left."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from assistant.types import Document, SourceType

_TALKS = (
    "GENEVA – Swedish Foreign Minister Astrid Lind met Nigerian Trade Minister Samuel Okoro in Geneva on 3 March 2021. "
    "The talks lasted four hours.\n\n"
    "“We start with cocoa and timber,” Okoro said after the talks. He added that a second meeting would be held in "
    "Lagos in June 2021.\n\n"
    "Lind said that no tariff quota had been agreed."
)
_QUOTA = (
    "LAGOS – The tariff quota for timber will be 40,000 tonnes a year, Okoro said on 1 July 2021.\n\n"
    "Lind is expected to sign the agreement in Stockholm in September 2021. "
    "The ministry denied that a quota for cocoa was signed on 2 July 2021."
)
_VISIT = (
    "Foreign Minister Astrid Lind visited Abuja on 12 October 2021. “The agreement stands,” Lind said in Abuja on "
    "12 October 2021. She met Okoro again on 13 October 2021."
)
_WEATHER = "🌧️ Rain fell on the harbour of Lagos, and the 🚢 ferries stayed in port.\n"
_LONG = _WEATHER * 400 + "The harbour master counted 17 ships on 5 May 2021.\n" + _WEATHER * 400
_RIGHT_TO_LEFT = "قال الوزير إن الاتفاق سيوقع في ستوكهولم. Astrid Lind signed in Stockholm on 20 September 2021."

_BERTHS = "\n\n".join(
    " ".join(f"Berth {number} has {number + 300} metres of quay." for number in range(start, start + 10))
    for start in range(1, 201, 10)
)

LONG, BERTHS = "lagos/harbour-log", "lagos/berths"


def page_documents() -> list[Document]:
    """The documents of the record."""
    return [
        _made("talks", _TALKS, date(2021, 3, 4), "Nordic Wire", "Lind and Okoro meet in Geneva", "news"),
        _made("quota", _QUOTA, date(2021, 7, 2), "Lagos Courier", "A quota for timber", "news"),
        _made("visit", _VISIT, date(2021, 10, 14), "Foreign Ministry", "The minister in Abuja", "official"),
        _made(BERTHS, _BERTHS, date(2021, 5, 6), "Lagos Courier", "The berths of the harbour", None),
        _made(LONG, _LONG, date(2021, 5, 6), "Lagos Courier", "Log of the harbour", None),
        _made("arabic", _RIGHT_TO_LEFT, date(2021, 9, 21), "الجريدة", "توقيع الاتفاق", "news"),
    ]


def _made(identifier: str, text: str, day: date, source: str, title: str, kind: SourceType | None) -> Document:
    digest = sha256(text.encode()).hexdigest()
    return Document(
        identifier,
        text,
        digest,
        title=title,
        source=source,
        date=day,
        dated_by="field",
        language="en",
        source_type=kind,
    )
