"""Links of a PDF: where a place on a page leads to."""

from typing import Any


def address_at(page: Any, left: float, height: float) -> str:
    """The address that a point of a page leads to, in pt from its left and its bottom; empty where it leads nowhere."""
    from ctypes import create_string_buffer

    from pypdfium2 import raw

    link = raw.FPDFLink_GetLinkAtPoint(page, left, height)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
    buffer = create_string_buffer(size)
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")
