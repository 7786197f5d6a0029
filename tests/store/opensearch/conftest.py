"""What the tests of stores on a cluster stand on."""

from __future__ import annotations

from tests.support.clusters import address, new_address

__all__ = ["address", "new_address"]
