"""Language tags (BCP 47): which of the languages that there are is nearest to the one that is asked for."""

from collections.abc import Container, Iterator, Mapping

_SAME: Mapping[str, str] = {
    "in": "id",
    "iw": "he",
    "nb": "no",
    "nn": "no",
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
    "zh-tw": "zh-hant",
}
"""Tags that mean the same, or nearly so: old codes, both ways to write Norwegian, the script of each region."""


def nearest(tag: str, known: Container[str]) -> str | None:
    """The nearest of the `known` tags, all in small letters: the tag itself, or else with less and less of it."""
    return next((candidate for candidate in _shorter(tag.lower()) if candidate in known), None)


def _shorter(tag: str) -> Iterator[str]:
    while tag:
        yield _SAME.get(tag, tag)
        tag = tag.rpartition("-")[0]
