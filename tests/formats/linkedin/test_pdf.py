from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from cvpdf.formats.detect import read_format
from cvpdf.model.validate import validate

if TYPE_CHECKING:
    from tests.formats.conftest import Blocks, MakePdf

    from cvpdf.diagnostics import Outcome
    from cvpdf.source.tree import Tree

LONG = (
    "Built the ledger that every shop of the cooperative now uses, from the first sketch on paper to the day on "
    "which the last of the old registers was switched off, and taught well-known night-shift crews to mend it."
)
SECOND = "A second paragraph that is short."

ENGLISH_SIDE: Blocks = (
    ("side", "Contact"),
    ("item", "+44 20 7946 0123 (Mobile)"),
    ("row", "ada@example.com"),
    ("link", "www.linkedin.com/in/ada-example-"),
    ("row link", "of-northmoor (LinkedIn)"),
    ("side", "Top Skills"),
    ("item", "Python (Programming Language)"),
    ("item", "Distributed systems and\ntheir repair"),
    ("side", "Languages"),
    ("item", "English (Native or Bilingual)"),
    ("item", "French"),
    ("side", "Certifications"),
    ("item", "Certified Example Administrator"),
    ("side", "Honors-Awards"),
    ("item", "Young Engineer of the Year"),
    ("side", "Publications"),
    ("item", "On the Economy of Small Machines"),
    ("side", "Patents"),
    ("item", "Folding wings"),
)
ENGLISH: Blocks = (
    ("name", "Ada Example"),
    ("label", "Engineer of reliable systems | Speaker"),
    ("place", "Northmoor, England, United Kingdom"),
    ("section", "Summary"),
    ("summary", f"{LONG}\n\n{SECOND}"),
    ("section", "Experience"),
    ("company", "Analytical Works"),
    ("total", "5 years 2 months"),
    ("title", "Lead engineer"),
    ("dates", "March 2022 - Present (2 years 2 months)"),
    ("where", "Northmoor, England, United Kingdom"),
    ("text", f"{LONG}\n\n- Halved the cost\n- {LONG}"),
    ("title", "Engineer at large"),
    ("dates", "March 2019 - March 2022 (3 years 1 month)"),
    ("company", "Loom & Card"),
    ("title", "Junior engineer"),
    ("dates", "2017 - 2019 (2 years)"),
    ("text", "Oiled, turned, and listened"),
    ("section", "Education"),
    ("company", "University of Northmoor"),
    ("degree", "Bachelor of Science - BS, Mathematics · (2014 - 2017)"),
    ("company", "Northmoor School"),
    ("degree", " · (2007 - 2014)"),
)
GERMAN: Blocks = (
    ("name", "Ada Beispiel"),
    ("label", "Ingenieurin"),
    ("place", "Nordheim, Deutschland"),
    ("section", "Zusammenfassung"),
    ("summary", "Ich baue Messgeräte."),
    ("section", "Berufserfahrung"),
    ("company", "Muster AG"),
    ("title", "Leiterin Entwicklung"),
    ("dates", "März 2022–Heute (2 Jahre 2 Monate)"),
    ("where", "Nordheim"),
    ("text", "Das neue Werk."),
    ("section", "Ausbildung"),
    ("company", "Universität Nordheim"),
    ("degree", "Master of Science - MS, Physik · (2014–2017)"),
)
GERMAN_SIDE: Blocks = (
    ("side", "Kontakt"),
    ("item", "ada@example.com"),
    ("link", "www.linkedin.com/in/ada-beispiel"),
    ("row link", "(LinkedIn)"),
    ("side", "Top-Kenntnisse"),
    ("item", "Messtechnik"),
    ("side", "Languages"),
    ("item", "Deutsch (Muttersprache oder zweisprachig)"),
)
OLD: Blocks = (
    ("name", "Ada Example"),
    ("label", "Engineer at Analytical Works"),
    ("label", "ada@example.com"),
    ("section", "Summary"),
    ("summary", f"{LONG}\n\n{SECOND}"),
    ("section", "Experience"),
    ("head", "Lead engineer at Analytical Works"),
    ("line", "March 2012 - Present (5 years 2 months)"),
    ("body", f"{LONG}\n- Halved the cost\n- Doubled the speed"),
    ("head", "Junior engineer"),
    ("line", "2007 - 2012 (5 years)"),
    ("section", "Skills & Expertise"),
    ("skill", "Python"),
    ("skill", "Weaving"),
    ("section", "Languages"),
    ("cell", "French|(Limited working proficiency)"),
    ("line", "English"),
    ("section", "Certifications"),
    ("head", "Certified Example Administrator"),
    ("line", "Example Foundation March 2014"),
    ("section", "Projects"),
    ("head", "Tiny Ledger"),
    ("line", "March 2010 to June 2011"),
    ("line", "Members:Ada Example, Charles Sample"),
    ("body", "Books in one file."),
    ("section", "Education"),
    ("head", "University of Northmoor"),
    ("line", "BSc, Mathematics (Logic), 2004 - 2007"),
    ("line", "Activities and Societies: Chess"),
    ("section", "Interests"),
    ("line", "Cello, choir"),
    ("section", "1 person has recommended Ada"),
    ("body", f'"{LONG}"'),
    ("body", "— Charles Sample, managed Ada at Loom & Card"),
    ("last name", "Ada Example"),
    ("label", "Engineer at Analytical Works"),
    ("last", "Contact Ada on LinkedIn"),
)
OLD_FRENCH: Blocks = (
    ("name", "Ada Exemple"),
    ("label", "Ingénieure chez Métiers"),
    ("section", "Expérience"),
    ("head", "Ingénieure chez Métiers & Cie"),
    ("line", "mars 2012 - Aujourd'hui (5 ans 2 mois)"),
    ("body", "Des machines."),
    ("section", "Formation"),
    ("head", "Université du Nord"),
    ("line", "Licence, Mathématiques, 2004 - 2007"),
    ("section", "Langues"),
    ("cell", "Français|(Bilingue ou langue natale)"),
)


def read(content: bytes) -> tuple[dict[str, Any], list[str], Tree]:
    outcome = read_format(content, "Profile.pdf")
    assert outcome.value, outcome.diagnostics
    name, tree = outcome.value
    assert name == "linkedin-pdf"
    assert validate(tree).value
    data: Any = tree.data()
    return data, [f"{one.code} {one.message}" for one in outcome.diagnostics], tree


def refusal(content: bytes) -> list[str]:
    outcome: Outcome[Any] = read_format(content, "Profile.pdf")
    assert outcome.value is None
    return [one.code for one in outcome.diagnostics]


def test_the_layout_of_today_comes_in_whole(new_profile: MakePdf) -> None:
    data, said, _ = read(new_profile(ENGLISH, ENGLISH_SIDE))
    assert said == []
    assert data["basics"] == {
        "name": "Ada Example",
        "location": "Northmoor, England, United Kingdom",
        "label": "Engineer of reliable systems | Speaker",
        "phone": "+44 20 7946 0123",
        "email": "ada@example.com",
        "profiles": [
            {
                "network": "LinkedIn",
                "username": "ada-example-of-northmoor",
                "url": "https://www.linkedin.com/in/ada-example-of-northmoor",
            }
        ],
        "summary": f"{LONG}\n\n{SECOND}",
    }
    assert data["work"] == [
        {
            "name": "Analytical Works",
            "positions": [
                {
                    "position": "Lead engineer",
                    "startDate": "March 2022",
                    "location": "Northmoor, England, United Kingdom",
                    "summary": LONG,
                    "highlights": ["Halved the cost", LONG],
                },
                {"position": "Engineer at large", "startDate": "March 2019", "endDate": "March 2022"},
            ],
        },
        {
            "name": "Loom & Card",
            "position": "Junior engineer",
            "startDate": "2017",
            "endDate": "2019",
            "summary": "Oiled, turned, and listened",
        },
    ]
    assert data["education"] == [
        {
            "institution": "University of Northmoor",
            "startDate": "2014",
            "endDate": "2017",
            "studyType": "Bachelor of Science - BS",
            "area": "Mathematics",
        },
        {"institution": "Northmoor School", "startDate": "2007", "endDate": "2014"},
    ]
    assert data["skills"] == [
        {"name": "Python (Programming Language)"},
        {"name": "Distributed systems and their repair"},
    ]
    assert data["languages"] == [{"language": "English", "fluency": "Native or Bilingual"}, {"language": "French"}]
    assert data["certificates"] == [{"name": "Certified Example Administrator"}]
    assert data["awards"] == [{"title": "Young Engineer of the Year"}]
    assert data["publications"] == [{"name": "On the Economy of Small Machines"}]
    assert [section["title"] for section in data["sections"]] == ["Patents"]


def test_headings_and_months_follow_the_language_and_may_be_mixed(new_profile: MakePdf) -> None:
    data, said, _ = read(new_profile(GERMAN, GERMAN_SIDE))
    assert said == []
    assert data["work"] == [
        {
            "name": "Muster AG",
            "position": "Leiterin Entwicklung",
            "startDate": "März 2022",
            "location": "Nordheim",
            "summary": "Das neue Werk.",
        }
    ]
    assert data["education"][0]["area"] == "Physik"
    assert data["education"][0]["endDate"] == "2017"
    assert data["skills"] == [{"name": "Messtechnik"}]
    assert data["languages"] == [{"language": "Deutsch", "fluency": "Muttersprache oder zweisprachig"}]
    assert data["basics"]["summary"] == "Ich baue Messgeräte."


def test_a_heading_in_an_unknown_language_is_told_by_what_stands_below(new_profile: MakePdf) -> None:
    body = [(name, "Zkušenosti" if text == "Berufserfahrung" else text) for name, text in GERMAN]
    data, _, _ = read(new_profile(body))
    assert data["work"][0]["name"] == "Muster AG"


def test_jobs_run_on_over_pages(new_profile: MakePdf) -> None:
    jobs: list[tuple[str, str]] = []
    for number in range(14):
        jobs += [
            ("company", f"Works {number}"),
            ("title", f"Engineer {number}"),
            ("dates", f"May {2000 + number} - June {2001 + number} (1 year 2 months)"),
            ("where", f"Northmoor {number}, England"),
            ("text", f"{LONG} {LONG}"),
        ]
    data, said, tree = read(new_profile([*ENGLISH[:6], *jobs], ENGLISH_SIDE[:4]))
    assert said == []
    assert len(pypdf.PdfReader(io.BytesIO(new_profile([*ENGLISH[:6], *jobs]))).pages) > 3
    assert data["work"] == [
        {
            "name": f"Works {number}",
            "position": f"Engineer {number}",
            "startDate": f"May {2000 + number}",
            "endDate": f"June {2001 + number}",
            "location": f"Northmoor {number}, England",
            "summary": f"{LONG} {LONG}",
        }
        for number in range(14)
    ]
    assert "Page 1" not in tree.text


def test_a_site_with_any_ending_is_one_and_leads_where_its_link_does(new_profile: MakePdf) -> None:
    side = (
        ("side", "Contact"),
        ("link", "ada.berlin (Portfolio)"),
        ("link", "ada.example.org (Blog) → http://ada.example.org/"),
        ("link", "ada.example.com (Company) → https://www.linkedin.com/redir?to=elsewhere"),
    )
    data, said, _ = read(new_profile(ENGLISH, side))
    assert said == []
    assert data["basics"]["url"] == "https://ada.berlin"
    assert [profile["url"] for profile in data["basics"]["profiles"]] == [
        "http://ada.example.org/",
        "https://ada.example.com",
    ]
    assert data["basics"]["location"] == "Northmoor, England, United Kingdom"


def test_spans_lead_into_the_text_as_it_was_read(new_profile: MakePdf) -> None:
    _, _, tree = read(new_profile(ENGLISH, ENGLISH_SIDE))
    node = tree.node(("work", 0, "positions", 1, "position"))
    assert node
    assert tree.text.split("\n")[node.span.line - 1] == "Engineer at large"


def test_the_old_layout_comes_in_whole(old_profile: MakePdf) -> None:
    data, said, _ = read(old_profile(OLD))
    assert said == []
    assert data["basics"] == {
        "name": "Ada Example",
        "label": "Engineer at Analytical Works",
        "email": "ada@example.com",
        "summary": f"{LONG}\n\n{SECOND}",
    }
    assert data["work"] == [
        {
            "position": "Lead engineer",
            "name": "Analytical Works",
            "startDate": "March 2012",
            "summary": LONG,
            "highlights": ["Halved the cost", "Doubled the speed"],
        },
        {"position": "Junior engineer", "startDate": "2007", "endDate": "2012"},
    ]
    assert data["education"] == [
        {
            "institution": "University of Northmoor",
            "startDate": "2004",
            "endDate": "2007",
            "studyType": "BSc",
            "area": "Mathematics (Logic)",
            "courses": ["Activities and Societies: Chess"],
        }
    ]
    assert data["skills"] == [{"name": "Python"}, {"name": "Weaving"}]
    assert data["languages"] == [
        {"language": "French", "fluency": "Limited working proficiency"},
        {"language": "English"},
    ]
    assert data["certificates"] == [
        {"name": "Certified Example Administrator", "date": "March 2014", "issuer": "Example Foundation"}
    ]
    assert data["projects"] == [
        {
            "name": "Tiny Ledger",
            "startDate": "March 2010",
            "endDate": "June 2011",
            "description": "Members:Ada Example, Charles Sample\nBooks in one file.",
        }
    ]
    assert data["interests"] == [{"name": "Cello"}, {"name": "choir"}]
    assert data["references"] == [
        {"name": "Charles Sample, managed Ada at Loom & Card", "reference": f'"{LONG}"'},
    ]


def test_the_old_layout_in_french(old_profile: MakePdf) -> None:
    data, said, _ = read(old_profile(OLD_FRENCH))
    assert said == []
    assert data["work"] == [
        {"position": "Ingénieure", "name": "Métiers & Cie", "startDate": "mars 2012", "summary": "Des machines."}
    ]
    assert data["education"][0]["institution"] == "Université du Nord"
    assert data["languages"] == [{"language": "Français", "fluency": "Bilingue ou langue natale"}]


def test_a_pdf_of_another_kind_is_refused_and_a_way_out_named(old_profile: MakePdf) -> None:
    content = old_profile([("line", "Ada Example"), ("line", "Engineer")])
    assert refusal(content) == ["CV720"]
    outcome = read_format(content, "Profile.pdf")
    assert ".txt" in (outcome.diagnostics[0].hint or "")


def test_a_locked_pdf_is_refused(old_profile: MakePdf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(old_profile(OLD[:5])))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert refusal(locked.getvalue()) == ["CV721"]


def test_a_pdf_without_text_is_refused() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(612, 792)
    blank = io.BytesIO()
    writer.write(blank)
    assert refusal(blank.getvalue()) == ["CV722"]


@pytest.mark.parametrize("kept", [8, 200, 2000])
def test_half_a_pdf_is_refused(old_profile: MakePdf, kept: int) -> None:
    assert refusal(old_profile(OLD)[:kept]) in (["CV723"], ["CV722"])
