"""A draft in plain text or Markdown is cut into what it states, each with its place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.statements import statements

DRAFT = """---
title: Briefing
author: nobody
---
# Talks in Geneva

Lind met Okoro on 3 March 2021 [e1]. They spoke of cocoa.[^1]

Setext heading
--------------

- **First**, they agreed on [timber](https://example.org/timber).
1. Second item
> We start with cocoa
>and timber. It will take time.

| When | Where |
|------|:-----:|
| 3 March 2021 | Geneva |

```
code = "is no claim"
```
<!-- a note
to self -->
***
Last words. See https://example.org/x for more.
"""


def test_every_kind_of_block_is_told_apart_and_what_states_nothing_is_left_out() -> None:
    assert [(found.block, found.text) for found in statements(DRAFT)] == [
        ("heading", "Talks in Geneva"),
        ("sentence", "Lind met Okoro on 3 March 2021."),
        ("sentence", "They spoke of cocoa."),
        ("heading", "Setext heading"),
        ("sentence", "**First**, they agreed on timber."),
        ("sentence", "Second item"),
        ("quotation", "“We start with cocoa”"),
        ("quotation", "“and timber.”"),
        ("quotation", "“It will take time.”"),
        ("row", "3 March 2021, Geneva"),
        ("sentence", "Last words."),
        ("sentence", "See  for more."),
    ]


def test_each_statement_stands_where_its_span_says() -> None:
    for found in statements(DRAFT):
        first = found.text.strip("“”*").split()[0].strip(",.")
        assert first in found.span.of(DRAFT)
        assert found.span.of(DRAFT) == found.span.of(DRAFT).strip()


def test_a_rule_across_the_page_hides_nothing_that_follows() -> None:
    draft = "---\nThe first sentence holds.\nIt is no front matter.\n---\nThe end."
    assert "The first sentence holds." in [found.text for found in statements(draft)]


def test_a_quotation_that_has_its_marks_gets_no_others() -> None:
    assert [found.text for found in statements('> "Yes," he said.')] == ['"Yes," he said.']


TOKENS = st.sampled_from(
    [
        "# ",
        "> ",
        "- ",
        "|",
        "---",
        "\n",
        "\n\n",
        "```",
        "<!--",
        "-->",
        "word ",
        "No. ",
        '"',
        "[x](y)",
        "[e1]",
        "===",
        "| - |",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_statements_come_in_order_and_never_overlap(draft: str) -> None:
    end = 0
    for found in statements(draft):
        assert end <= found.span.start < found.span.end <= len(draft)
        end = found.span.end


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Lind came. ", "Okoro left.\n", "All is well.\n\n"]), min_size=1, max_size=12))
def test_plain_sentences_are_all_there(parts: list[str]) -> None:
    assert [found.text for found in statements("".join(parts))] == [part.strip() for part in parts]
