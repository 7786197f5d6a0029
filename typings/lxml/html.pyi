from collections.abc import Iterator

from lxml.etree import ElementBase

class HtmlElement(ElementBase):
    def drop_tree(self) -> None: ...
    def find(self, path: str) -> HtmlElement | None: ...
    def iterfind(self, path: str) -> Iterator[HtmlElement]: ...
    def iter(self, *tags: str) -> Iterator[HtmlElement]: ...

class HTMLParser:
    def __init__(
        self,
        *,
        encoding: str = ...,
        no_network: bool = ...,
        huge_tree: bool = ...,
        remove_comments: bool = ...,
        remove_pis: bool = ...,
    ) -> None: ...

def document_fromstring(html: bytes, parser: HTMLParser | None = None) -> HtmlElement: ...
