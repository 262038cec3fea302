from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvpdf.compose.styles import with_assets
from cvpdf.theme.search_path import place_of

if TYPE_CHECKING:
    from pathlib import Path

ICON = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.svg").write_bytes(ICON)
    (tmp_path / "odd" / "icons").mkdir(parents=True)
    (tmp_path / "odd" / "icons" / "mail.svg").write_bytes(ICON)
    (tmp_path / "odd" / "notes.txt").write_text("secret")
    (tmp_path / "odd" / "icons" / "link.svg").symlink_to(tmp_path / "secret.svg")
    return tmp_path / "odd"


@pytest.mark.parametrize(
    "name", ["icons/mail.svg", "'icons/mail.svg'", ' "icons/mail.svg" ', "icons/../icons/mail.svg"]
)
def test_a_file_of_the_theme_goes_along_under_an_address_of_ours(folder: Path, name: str) -> None:
    css, assets, said = with_assets(f".a {{ background: url({name}) no-repeat }}", folder)
    ((address, asset),) = assets.items()
    assert css == f'.a {{ background: url("{address}") no-repeat }}'
    assert address.startswith("theme:")
    assert (asset.content, asset.media_type) == (ICON, "image/svg+xml")
    assert said == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../secret.svg", "not in the theme's folder"),
        ("/etc/passwd", "not in the theme's folder"),
        ("icons/link.svg", "not in the theme's folder"),
        ("notes.txt", "nothing else"),
        ("icons/none.svg", "no such file"),
        ("https://example.com/a.svg", "nothing from elsewhere"),
        ("//example.com/a.svg", "nothing from elsewhere"),
        ("file:///etc/passwd", "nothing from elsewhere"),
    ],
)
def test_any_other_file_is_refused_at_its_line(folder: Path, name: str, words: str) -> None:
    css, assets, (said,) = with_assets(f".a {{}}\n.b {{ background: url({name}) }}", folder)
    assert not assets
    assert (said.code, said.severity.name) == ("CV409", "ERROR")
    assert words in said.message
    assert said.span is not None
    assert (said.span.file, said.span.line, said.span.column) == (place_of(folder / "theme.css"), 2, 18)
    assert css.startswith(".a {}")


def test_a_picture_larger_than_any_icon_is_refused(folder: Path) -> None:
    (folder / "large.png").write_bytes(b"x" * (512 * 1024 + 1))
    (said,) = with_assets(".a { background: url(large.png) }", folder)[2]
    assert "larger than" in said.message


def test_comments_are_passed_over(folder: Path) -> None:
    css = "/* url(none.svg) @import 'x' */ .a { background: url(icons/mail.svg) } /* url(/etc/passwd)"
    text, assets, said = with_assets(css, folder)
    assert not said
    assert len(assets) == 1
    assert text.startswith("/* url(none.svg) @import 'x' */")


@pytest.mark.parametrize("rule", ["@import 'https://example.com/a.css';", '@IMPORT url("b.css");'])
def test_a_sheet_of_another_file_is_refused(folder: Path, rule: str) -> None:
    _, assets, (said,) = with_assets(f"\n{rule}\n.a {{}}", folder)
    assert not assets
    assert said.code == "CV409"
    assert said.message.endswith("write its rules into this one")
    assert said.span is not None
    assert said.span.line == 2
