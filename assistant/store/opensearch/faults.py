"""What a cluster's refusals are called: one sentence for a person."""

from __future__ import annotations

import re
from ssl import SSLCertVerificationError, SSLError
from typing import Any, cast

from opensearchpy.exceptions import (
    AuthenticationException,
    ConnectionError,  # noqa: A004 - the library's own name
    ConnectionTimeout,
    TransportError,
)

from assistant.errors import StoreBusyError, StoreError

PASSING = frozenset({429, 502, 503, 504})
"""Statuses that may be gone when the same is asked again: too busy, no primary shard yet, no cluster manager yet."""


_NODE_LOST = re.compile(
    r"node_(?:disconnected|not_connected|closed)_exception|(?:receive_timeout|connect)_transport_exception"
    r"|no_(?:node|shard)_available\w*_exception|search_context_missing_exception|already_closed_exception"
)
"""What is said where a node goes in the middle of a request that others could answer."""


_CLOSED_FOR_A_WHILE = re.compile(r"FORBIDDEN/8/")
"""What is said of an index that `attache upgrade` has closed for writing until another takes its place."""


def may_pass(error: TransportError) -> bool:
    """Whether the same request may succeed later. Everything we send may be sent twice."""
    if _tls_fault(error) or is_block(error.info):
        return False
    is_passing = error.status_code in PASSING or is_closed_for_a_while(error.info)
    return isinstance(error, ConnectionError) or is_passing or is_node_lost(error)


def is_node_lost(error: TransportError) -> bool:
    """Whether a request failed because a node went in the middle of it."""
    return _NODE_LOST.search(str(error.info)) is not None


def line_may_pass(told: dict[str, Any]) -> bool:
    """The same of what a bulk request tells of one of its lines."""
    is_passing = told["status"] in PASSING or is_closed_for_a_while(told)
    return not is_block(told) and (is_passing or _NODE_LOST.search(str(told.get("error"))) is not None)


def is_block(info: Any) -> bool:
    """Whether an answer, or that to one line of a bulk request, says that an index is blocked for writing."""
    return _kind(info) == "cluster_block_exception" and not is_closed_for_a_while(info)


def is_closed_for_a_while(info: Any) -> bool:
    """The same of the short block at the end of an upgrade."""
    return _kind(info) == "cluster_block_exception" and _CLOSED_FOR_A_WHILE.search(_reason(info)) is not None


def is_lost_state(error: StoreError) -> bool:
    """Whether a search failed because the state it was to see was held by a node or an index that is gone."""
    cause = error.__cause__
    return isinstance(cause, TransportError) and (is_node_lost(cause) or is_missing(cause.info))


def is_missing(info: Any) -> bool:
    """Whether an answer, or that to one line of a bulk request, says that an index is not there."""
    return _kind(info) == "index_not_found_exception"


def explained(error: TransportError, shown: str) -> StoreError:
    """The sentence for a request that failed for good."""
    if fault := _tls_fault(error):
        if isinstance(fault, SSLCertVerificationError):
            return StoreError(f"The certificate of {shown} is not trusted; name its authority's file with ?ca=FILE.")
        return StoreError(
            f"No TLS can be agreed on with {shown}; check the port, or use opensearch:// where there is none."
        )
    if isinstance(error, ConnectionTimeout):
        return StoreError(f"The cluster at {shown} did not answer in time; look at its health and try again.")
    if isinstance(error, ConnectionError):
        return StoreError(
            f"The cluster at {shown} cannot be reached; check that it runs and that the address is right."
        )
    if isinstance(error, AuthenticationException):
        return StoreError(f"The cluster at {shown} refused the user or the password; check both in ATTACHE_STORE.")
    return _refused(error, _kind(error.info), shown)


def _tls_fault(error: TransportError) -> SSLError | None:
    """What TLS failed by: a connection that could not be made is told of with its cause."""
    cause = error.info.__cause__ if isinstance(error.info, Exception) else None
    return cause if isinstance(cause, SSLError) else None


def _refused(error: TransportError, kind: str, shown: str) -> StoreError:
    status = error.status_code
    if is_closed_for_a_while(error.info):
        return closed(shown)
    if is_block(error.info):
        return blocked(shown)
    if status == 403:
        return StoreError(f"The user may not do this on the cluster at {shown}; give it rights on our indexes.")
    if is_missing(error.info):
        return lost(shown)
    if status == 429:
        return StoreBusyError(f"The cluster at {shown} has been too busy for too long; try again later.")
    if status in PASSING or is_node_lost(error):
        return red(shown)
    return StoreError(f"The cluster at {shown} failed: {status} {kind}: {_reason(error.info)[:300]}")


def blocked(shown: str) -> StoreError:
    """For indexes that take no writes."""
    return StoreError(
        f"The indexes at {shown} are blocked for writing, as the cluster does when a disk is nearly full; free some"
        " space (the cluster then lifts the block) and run it again."
    )


def closed(shown: str) -> StoreBusyError:
    """For indexes that take no writes until they are upgraded."""
    return StoreBusyError(
        f"The store at {shown} takes no writes while it is upgraded; try again later, or run `attache upgrade` where"
        " nobody does."
    )


def red(shown: str) -> StoreError:
    """For indexes that are not whole."""
    return StoreError(
        f"The cluster at {shown} is red: some of the documents are on no node that runs; bring its nodes back."
    )


def lost(shown: str) -> StoreError:
    """For indexes that are not there."""
    return StoreError(
        f"An index of the store at {shown} is missing, or was upgraded by a newer Attaché; run that one, restore a"
        " snapshot, or ingest into a new prefix."
    )


def _kind(info: Any) -> str:
    return str(_error(info).get("type", "no reason given"))


def _reason(info: Any) -> str:
    error = _error(info)
    causes = error.get("root_cause") or [error]
    return str(causes[0].get("reason", error.get("reason", "")))


def _error(info: Any) -> dict[str, Any]:
    found: Any = cast("dict[str, Any]", info).get("error") if isinstance(info, dict) else None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {"reason": str(found or "")}
