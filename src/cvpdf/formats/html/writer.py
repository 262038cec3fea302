"""Writing HTML: the page that gets printed, with its fonts and pictures inside and nothing to fetch."""

from base64 import b64encode
from collections.abc import Mapping

from cvpdf.page import Page
from cvpdf.typeset.fonts import subset_face

_CHARSET = '<meta charset="utf-8">'
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
    html = page.html.replace(_CHARSET, f"{_CHARSET}\n{_POLICY}", 1)
    for url, content in fonts.items():
        data = b64encode(subset_face(content, page.letters)).decode("ascii")
        html = html.replace(f'url("{url}")', f'url("data:font/ttf;base64,{data}")')
    for url, picture in page.pictures.items():
        data = b64encode(picture.content).decode("ascii")
        html = html.replace(f'src="{url}"', f'src="data:{picture.media_type};base64,{data}"')
    for url, asset in page.assets.items():
        data = b64encode(asset.content).decode("ascii")
        html = html.replace(f'url("{url}")', f'url("data:{asset.media_type};base64,{data}")')
    return html.encode()
