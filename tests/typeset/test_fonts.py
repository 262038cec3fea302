import io
from pathlib import Path

import pytest
import uharfbuzz

from cvpdf.page import Face
from cvpdf.typeset.fonts import load_faces, subset_face

SANS = Face("Source Sans 3", 400)
BOLD = Face("Source Sans 3", 600)
ITALIC = Face("Source Sans 3", 400, italic=True)


def loaded(cache: Path, *faces: Face) -> dict[str, bytes]:
    outcome = load_faces(faces, cache)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def kept(cache: Path) -> list[Path]:
    return sorted((cache / "faces").iterdir())


def axes(content: bytes) -> int:
    return len(uharfbuzz.Face(uharfbuzz.Blob(content)).axis_infos)


def test_each_face_is_a_static_font_under_its_address(tmp_path: Path) -> None:
    fonts = loaded(tmp_path, SANS, BOLD, ITALIC)
    assert list(fonts) == ["font:Source-Sans-3/400/normal", "font:Source-Sans-3/600/normal", ITALIC.url]
    assert len(set(fonts.values())) == 3
    assert [axes(content) for content in fonts.values()] == [0, 0, 0]


def test_a_face_is_made_once_and_is_the_same_when_it_comes_from_the_cache(tmp_path: Path) -> None:
    fresh = loaded(tmp_path, SANS, BOLD)
    times = [path.stat().st_mtime_ns for path in kept(tmp_path)]
    assert len(times) == 2
    assert loaded(tmp_path, SANS, BOLD) == fresh
    assert [path.stat().st_mtime_ns for path in kept(tmp_path)] == times
    assert loaded(tmp_path / "other", SANS, BOLD) == fresh


def test_a_cached_face_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = loaded(tmp_path, SANS)
    monkeypatch.delattr(uharfbuzz, "subset")
    assert loaded(tmp_path, SANS) == fresh


@pytest.mark.parametrize("damage", [b"", b"no font", None], ids=["empty", "garbage", "cut off"])
def test_a_damaged_cache_is_mended(tmp_path: Path, damage: bytes | None) -> None:
    fresh = loaded(tmp_path, SANS)
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert loaded(tmp_path, SANS) == fresh
    assert path.read_bytes() == whole


def test_a_folder_where_the_face_should_be_does_no_harm(tmp_path: Path) -> None:
    fresh = loaded(tmp_path / "fresh", SANS)
    loaded(tmp_path, SANS)
    (path,) = kept(tmp_path)
    path.unlink()
    path.mkdir()
    assert loaded(tmp_path, SANS) == fresh


@pytest.mark.parametrize("cache", ["/proc/cvpdf", "/dev/null/cvpdf"])
def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path, cache: str) -> None:
    assert loaded(Path(cache), SANS) == loaded(tmp_path, SANS)


def test_nothing_is_left_beside_the_faces(tmp_path: Path) -> None:
    loaded(tmp_path, SANS)
    assert [path.suffix for path in kept(tmp_path)] == [".face"]


def test_all_missing_families_are_said_with_the_package_to_install(tmp_path: Path) -> None:
    outcome = load_faces((Face("Comic Papyrus", 400), SANS, Face("Source Sans 3", 450), Face("Nowhere", 700)), tmp_path)
    assert [(said.code, said.message, said.hint) for said in outcome.diagnostics[:1]] == [
        ("CV903", "the font Comic Papyrus 400 is not installed", "`pip install fontpkg-comic-papyrus`")
    ]
    assert outcome.diagnostics[-1].message == "the font Nowhere 700 is not installed"


def test_a_subset_holds_the_letters_that_were_asked_for(tmp_path: Path) -> None:
    from PIL import ImageFont

    whole = loaded(tmp_path, SANS)[SANS.url]
    small = subset_face(whole, "Ida")
    assert len(small) < len(whole) / 10
    assert set(uharfbuzz.Face(uharfbuzz.Blob(small)).unicodes) == set(map(ord, "Ida"))
    assert ImageFont.truetype(io.BytesIO(small)).getlength("Ida") == ImageFont.truetype(io.BytesIO(whole)).getlength(
        "Ida"
    )
