"""The résumés that every theme is tried with: from a single value to more than anybody has done, in many scripts."""

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from struct import pack
from typing import Any

from msgspec import Struct

# The fixed set. -----------------------------------------------------------------------------------------------


_FOLDER = Path(__file__).with_name("samples")

_LONG_NAME = "Maximiliana Theodora Wilhelmina van den Exempel-Voorbeeldsson"
_LONG_TOKEN = "https-" + "seventeen/" * 27 + "end"
_SENTENCE = (
    "Took over what nobody else wanted, wrote it down, made it run, and handed it on with a drawing of each part"
)


class Sample(Struct, frozen=True):
    """One résumé: its name, its file as bytes, and what the file is called in messages."""

    name: str
    content: bytes
    file: str = "sample.yaml"


def samples() -> tuple[Sample, ...]:
    """The fixed set, the shortest first."""
    written = [Sample(file.stem, file.read_bytes(), file.name) for file in sorted(_FOLDER.glob("*.yaml"))]
    made = [Sample(name, json.dumps(resume).encode(), f"{name}.json") for name, resume in _made()]
    return tuple(sorted([*written, *made], key=lambda sample: len(sample.content)))


def sample(name: str) -> Sample:
    """One of the set."""
    return next(found for found in samples() if found.name == name)


def _made() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "one-value", {"basics": {"summary": "Available."}}
    yield "one-section", {"skills": [{"name": "Sewing", "keywords": ["Thread", "Wax"]}]}
    yield "long-words", _long_words()
    yield "many-jobs", {"basics": _person(), "work": [_job(number) for number in range(31)]}
    yield "many-skills", {"basics": _person(), "skills": [_skills(number) for number in range(73)]}
    yield "many-publications", {"basics": _person(), "publications": [_publication(number) for number in range(60)]}
    yield "photo", {"basics": {**_person(), "image": _photo()}, "work": [_job(0)], "languages": _languages()}


def _person() -> dict[str, Any]:
    return {
        "name": "Ada Example",
        "label": "Engineer",
        "email": "ada@example.com",
        "phone": "+44 20 7946 0000",
        "location": {"city": "London", "countryCode": "GB"},
        "birthDate": "1990-12-10",
        "nationality": "British",
    }


def _long_words() -> dict[str, Any]:
    return {
        "basics": {
            "name": _LONG_NAME,
            "label": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter",
            "email": "maximiliana.theodora.wilhelmina.exempel-voorbeeldsson@mail.department.example.com",
            "summary": f"Wrote {_LONG_TOKEN} and pre-war, post-war and well-tempered things.",
        },
        "work": [{"name": _LONG_NAME, "position": _LONG_TOKEN, "startDate": "2019", "highlights": [_LONG_TOKEN]}],
        "skills": [{"name": _LONG_NAME, "keywords": [_LONG_TOKEN, "C++", ".NET", "R&D"]}],
    }


def _job(number: int) -> dict[str, Any]:
    last = 2024 - number
    return {
        "name": f"Example Works No. {number + 1}",
        "position": "Engineer" if number % 3 else "Head of the Drawing Office and of Everything Else that Moves",
        "location": "Leeds, United Kingdom",
        "startDate": f"{last - 1}-0{1 + number % 9}",
        "endDate": f"{last}-1{number % 3}",
        "summary": f"{_SENTENCE}." if number % 2 else "",
        "highlights": [f"{_SENTENCE} ({part + 1})." for part in range(number % 5)],
    }


def _skills(number: int) -> dict[str, Any]:
    keywords = [f"Skill {number}.{part}" for part in range(number % 7)]
    return {"name": f"Group {number}", "level": ["", "Expert", "3/5"][number % 3], "keywords": keywords}


def _publication(number: int) -> dict[str, Any]:
    return {
        "name": f"{_SENTENCE}: Part {number + 1}",
        "authors": ["A. Example", "Charles Sample", "B. Specimen"][: 1 + number % 3],
        "publisher": "Journal of Examples" if number % 4 else "",
        "releaseDate": str(2024 - number // 3),
        "type": ["article", "conference", "book", ""][number // 15],
        "doi": f"10.5555/{number}" if number % 2 else "",
    }


def _languages() -> list[dict[str, str]]:
    return [{"language": "English", "fluency": "Native speaker"}, {"language": "French", "fluency": "C1"}]


def _photo() -> str:
    """A grey portrait of nobody, 60 by 80 dots, as PNG (RFC 2083) in a data URI."""
    width, height = 60, 80
    rows = b"".join(b"\0" + bytes((90 + column + row // 2) % 200 for column in range(width)) for row in range(height))
    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return "data:image/png;base64," + b64encode(content).decode("ascii")


# Other scripts than Latin. ------------------------------------------------------------------------------------


_SCRIPTS = Path(__file__).with_name("samples") / "scripts"

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
    for file in sorted(_SCRIPTS.glob("*.yaml")):
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
    from cvpdf.typeset.fonts import system_fonts
    from cvpdf.typeset.weasyprint_import import EngineUnavailableError

    try:
        known = system_fonts()
    except EngineUnavailableError:
        return
    yield from (family for family in _SYSTEM_FONTS[script] if family in known)
