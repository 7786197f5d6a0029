"""A worker's module that never comes to the end of its import."""

import select

select.select([], [], [])
