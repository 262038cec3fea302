"""Résumés of invented people, as long as is wished: jobs with highlights, projects and publications, mixed alike."""

import json
from random import Random

_VERBS = "Led Built Redesigned Measured Documented Negotiated Automated Halved Replaced Taught Planned Reviewed".split()
_THINGS = (
    "the on-call rota of four teams",
    "a scheduler for night trains",
    "the accounts of twelve branches",
    "an instrument that counts droplets",
    "the archive of the harbour office",
    "a course on careful measurement",
    "the release process of the mobile clients",
    "a supplier contract for 2,400 pumps",
)
_ENDS = (
    "which cut the waiting time from nine days to two.",
    "so that 140 colleagues could work from one plan.",
    "and kept it within its budget for three years.",
    "with no complaint from any of the 31 partners.",
    "after the first attempt had failed for want of tests.",
    "and wrote the handbook that newcomers still read.",
)
_PLACES = "Lindholm Ostrava Cadiz Tromsø Győr Aveiro Ghent Leuven Turku Graz".split()
_TRADES = "Works Institute Laboratory Railways Press Foundry Museum Cooperative".split()
_ROLES = ("Engineer", "Head of Planning", "Research Fellow", "Project Lead", "Editor", "Analyst")


def long_resume(parts: int, seed: int = 1) -> bytes:
    """Write a résumé as JSON.

    Args:
        parts: its length; each part takes about a page.
        seed: another number is another person.

    Returns:
        The bytes of the file; the same for the same arguments.
    """
    chance = Random(seed)  # noqa: S311 -- nothing is secret here
    resume = {
        "basics": {
            "name": f"Ada {chance.choice(_PLACES)}",
            "label": "Engineer of Long Projects",
            "email": "ada@example.com",
            "url": "https://ada.example.com",
            "summary": " ".join(_sentence(chance) for _ in range(3)),
        },
        "work": [_job(chance, number) for number in range(2 * parts)],
        "projects": [_project(chance, number) for number in range(parts)],
        "publications": [_publication(chance, number) for number in range(2 * parts)],
    }
    return json.dumps(resume, ensure_ascii=False, indent=1).encode()


def _sentence(chance: Random) -> str:
    return f"{chance.choice(_VERBS)} {chance.choice(_THINGS)}, {chance.choice(_ENDS)}"


def _job(chance: Random, number: int) -> dict[str, object]:
    begun = 2024 - number % 40
    return {
        "name": f"{chance.choice(_PLACES)} {chance.choice(_TRADES)}",
        "position": chance.choice(_ROLES),
        "location": chance.choice(_PLACES),
        "url": f"https://work{number}.example.com",
        "startDate": f"{begun}-03",
        "endDate": f"{begun}-11",
        "summary": _sentence(chance),
        "highlights": [_sentence(chance) for _ in range(5)],
    }


def _project(chance: Random, number: int) -> dict[str, object]:
    return {
        "name": f"{chance.choice(_TRADES)} register {number + 1}",
        "url": f"https://project{number}.example.com",
        "startDate": str(2024 - number % 40),
        "description": _sentence(chance),
        "highlights": [_sentence(chance) for _ in range(3)],
        "keywords": ["planning", "C++", "statistics"],
    }


def _publication(chance: Random, number: int) -> dict[str, object]:
    return {
        "name": f"On {chance.choice(_THINGS)}, part {number + 1}",
        "publisher": f"{chance.choice(_PLACES)} {chance.choice(_TRADES)}",
        "releaseDate": f"{2024 - number % 40}-06",
        "url": f"https://paper{number}.example.com",
        "summary": _sentence(chance),
    }
