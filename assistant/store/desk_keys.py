"""Secrets of keys: made at random, shown once, kept as a hash, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime

from assistant.store.desk_contract import Key, KeyScope

# att_<the key's id>_<256 random bits>
_SECRET = re.compile(r"att_([0-9a-f]{8})_[A-Za-z0-9_-]{43}", re.ASCII)
_NOBODYS = "0" * 64


def issue(
    name: str, scopes: Iterable[KeyScope], collections: Iterable[str] | None, created: datetime
) -> tuple[Key, str]:
    """A new key and its secret, which stands nowhere else."""
    identifier = secrets.token_hex(4)
    secret = f"att_{identifier}_{secrets.token_urlsafe(32)}"
    seen = None if collections is None else tuple(dict.fromkeys(collections))
    return Key(identifier, name, _hash(secret), frozenset(scopes), created, seen), secret


def key_named_in(secret: str) -> str | None:
    """The id of the key that a secret claims to be of; None for what is no secret of ours."""
    found = _SECRET.fullmatch(secret)
    return None if found is None else found[1]


def opens(key: Key | None, secret: str) -> bool:
    """Whether the secret is that of the key and the key is not revoked; as slow for no key as for a wrong one."""
    fits = hmac.compare_digest(_hash(secret), _NOBODYS if key is None else key.sha256)
    return fits and key is not None and key.revoked is None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "backslashreplace")).hexdigest()
