"""The samples in other scripts than Latin, as far as there are fonts for them here."""

from collections.abc import Iterator
from pathlib import Path

from cvpdf.contract.samples import Sample

_FOLDER = Path(__file__).with_name("samples") / "scripts"

_PACKAGES = {
    "arabic": "Noto Sans Arabic",
    "hebrew": "Heebo",
    "devanagari": "Noto Sans Devanagari",
    "thai": "Noto Sans Thai",
}
"""The family that each extra of cvpdf installs. Greek and Cyrillic letters are in fonts that come with cvpdf."""

_SYSTEM_FONTS = {
    "japanese": ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic", "MS Gothic"),
    "korean": ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic"),
    "chinese": ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "SimSun", "WenQuanYi Zen Hei"),
}
"""Families that machines may have, the first of which is named in the sample's `document.fonts`."""


def script_samples() -> tuple[tuple[Sample, ...], dict[str, str]]:
    """The samples that can be printed here; and the scripts that cannot, by name, each with what is to be done."""
    samples: list[Sample] = []
    missing: dict[str, str] = {}
    for file in sorted(_FOLDER.glob("*.yaml")):
        script = file.stem
        lacks = _lacking(script)
        if lacks:
            missing[script] = lacks
        else:
            samples.append(Sample(script, file.read_bytes() + _fonts(script), file.name))
    return tuple(samples), missing


def _lacking(script: str) -> str | None:
    """What to do so that a script can be printed; None if nothing."""
    from cvpdf.typeset.fonts import is_installed

    if script in _PACKAGES and not is_installed(_PACKAGES[script]):
        return f"`pip install 'cvpdf[{script}]'`"
    if script in _SYSTEM_FONTS and not list(_found(script)):
        return f"install a font with its letters, {_SYSTEM_FONTS[script][0]} for one"
    return None


def _fonts(script: str) -> bytes:
    """The last line of a sample's `document`, where its letters are in a font of the machine."""
    families = list(_found(script))
    return f"  fonts: [{families[0]}]\n".encode() if families else b""


def _found(script: str) -> Iterator[str]:
    if script not in _SYSTEM_FONTS:
        return
    from cvpdf.typeset.engine import EngineUnavailableError
    from cvpdf.typeset.system_fonts import system_fonts

    try:
        known = system_fonts()
    except EngineUnavailableError:
        return
    yield from (family for family in _SYSTEM_FONTS[script] if family in known)
