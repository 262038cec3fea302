"""Read the values of `document` that have a few right answers."""

import re

from cvpdf.model.reading import Violation, read_mapping, read_text, shown
from cvpdf.rules import document as rules

PAGE_SIZES = ("A4", "Letter", "A5")
LANGUAGE_TAG = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
VERSION = 1

_LANGUAGE_TAG = re.compile(LANGUAGE_TAG)
_PAGES = re.compile(r"[1-9]\d{0,2}", re.ASCII)


def read_version(value: object) -> int:
    """Read the version of the file format, of which there is one."""
    text = _word(value)
    if text == str(VERSION):
        return VERSION
    raise Violation(
        rules.DocumentVersion,
        f"`{shown(text)}` is a version of the format that this cvpdf does not know",
        f"write `{VERSION}`, or use a newer cvpdf",
    )


def read_page_size(value: object) -> str:
    """Read the name of a paper."""
    text = _word(value)
    if text in PAGE_SIZES:
        return text
    meant = [size for size in PAGE_SIZES if size.casefold() in text.casefold().split()]
    choices = " or ".join(f"`{size}`" for size in meant or PAGE_SIZES)
    raise Violation(rules.PageSize, f"`{shown(text)}` is no known paper", f"write {choices}")


def read_language(value: object) -> str:
    """Read a language tag by its form; whether there is such a language is not asked."""
    text = _word(value)
    if _LANGUAGE_TAG.fullmatch(text):
        return text
    hyphened = text.replace("_", "-")
    hint = f"write `{hyphened}`" if _LANGUAGE_TAG.fullmatch(hyphened) else "write a tag such as `en`, `de` or `pt-BR`"
    raise Violation(rules.LanguageTag, f"`{shown(text)}` is no language tag", hint)


def read_labels(value: object) -> dict[object, object]:
    """Read the labels; whether there are such is asked of the whole résumé."""
    return read_mapping(value)


def read_pages(value: object) -> int | None:
    """Read the number of pages to keep to."""
    if value is None or isinstance(value, int):
        return value
    text = _word(value)
    if _PAGES.fullmatch(text):
        return int(text)
    raise Violation(
        rules.PageCount, f"`{shown(text)}` is no number of pages", "write a whole number from 1 up, or leave it out"
    )


def _word(value: object) -> str:
    return str(value) if isinstance(value, int) else (read_text(value) or "").strip()
