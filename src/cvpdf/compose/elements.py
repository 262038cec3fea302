"""The elements of a composed body: form and order only, nothing that runs, fetches, leads away, or hides in a style."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_ELEMENTS = frozenset(
    "a address article aside b bdi bdo br caption code col colgroup dd div dl dt em figcaption figure footer h1 h2 h3"
    " h4 h5 h6 header hr i img li main nav ol p section small span strong sub sup table tbody td tfoot th thead time"
    " tr u ul wbr".split()
)
_ATTRIBUTES = frozenset("class colspan data-column data-mark dir id lang role rowspan scope".split())
_OF_MARKS = frozenset(("alt", "href", "src"))
"""Attributes that only a mark has."""


def strangers(html: str, addresses: frozenset[str]) -> tuple[str, ...]:
    """Tags that a template may not write, as they stand in the HTML; `addresses` are those of the marks."""
    reader = _Reader(addresses)
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys(reader.found))


def allowed(tag: str) -> str:
    """What a template may write instead of a tag that is a stranger."""
    name = re.match(r"<(\w+)", tag)
    if re.search(r"\sstyle\s*=", tag):
        return "give it a class, and say in `theme.css` how the class looks"
    if name and name[1].lower() not in _ELEMENTS:
        return (
            "the elements are those of text: `div`, `span`, `p`, headings, lists, tables, `header`, `main`, `section`"
        )
    if any(re.search(rf"\s{attribute}\s*=", tag) for attribute in _OF_MARKS):
        return "links and pictures come with the values of the résumé; a theme shows its own as backgrounds"
    own = ", ".join(f"`{attribute}`" for attribute in sorted(_ATTRIBUTES - {"data-mark"}))
    return f"the attributes are {own}"


class _Reader(HTMLParser):
    """Gathers the start tags that do not belong on a page."""

    def __init__(self, addresses: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._addresses = addresses

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        if tag not in _ELEMENTS or any(self._refused(attrs)):
            self.found.append(self.get_starttag_text() or f"<{tag}>")

    def _refused(self, attrs: list[tuple[str, str | None]]) -> Iterator[bool]:
        for name, value in attrs:
            if name == "alt":
                yield dict(attrs).get("src") not in self._addresses
            elif name in _OF_MARKS:
                yield value not in self._addresses
            else:
                yield name not in _ATTRIBUTES

    def handle_decl(self, decl: str) -> None:
        """Refuse declarations."""
        self.found.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        """Refuse processing instructions."""
        self.found.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        """Refuse sections of other languages."""
        self.found.append(f"<![{data}]>")
