"""Writing HTML: the page that gets printed, with its fonts and pictures inside and nothing to fetch."""

from base64 import b64encode
from collections.abc import Mapping

from cvpdf.page import Page
from cvpdf.typeset.fonts import subset_face

_POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:\">"
)
"""What holds a browser to it: nothing is fetched, nothing runs, whatever a theme's style sheet says."""


def write_html(page: Page, fonts: Mapping[str, bytes]) -> bytes:
    """The page as one file: each font is cut down to the page's letters and put inside.

    Args:
        page: The composed page.
        fonts: The bytes of each font file, by the name under which the style sheet asks for it.

    Returns:
        The file, in UTF-8, which needs nothing beside it.
    """
    css, body = page.css, page.body
    for url, content in fonts.items():
        css = css.replace(f'url("{url}")', f'url("{_inside(subset_face(content, page.letters), "font/ttf")}")')
    for url, asset in page.assets.items():
        css = css.replace(f'url("{url}")', f'url("{_inside(asset.content, asset.media_type)}")')
    for url, picture in page.pictures.items():
        body = body.replace(f'src="{url}"', f'src="{_inside(picture.content, picture.media_type)}"')
    return page.document(body, css, _POLICY).encode()


def _inside(content: bytes, media_type: str) -> str:
    """A file as an address that holds it (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(content).decode('ascii')}"
