"""The résumé as frozen values: JSON Resume 1.3 with the same names, and a few extensions."""

from collections.abc import Iterator

from cvpdf.model.basics import Basics, Location, Profile
from cvpdf.model.document import Document, Meta, SectionPlan
from cvpdf.model.entries import (
    Award,
    Certificate,
    CustomEntry,
    CustomSection,
    Education,
    Highlight,
    Interest,
    Language,
    Position,
    Project,
    Publication,
    Reference,
    Skill,
    Volunteer,
    Work,
)
from cvpdf.model.part import Entries, Part, Text, described, listed, nested

__all__ = [
    "SECTIONS",
    "Award",
    "Basics",
    "Certificate",
    "CustomEntry",
    "CustomSection",
    "Document",
    "Education",
    "Highlight",
    "Interest",
    "Language",
    "Location",
    "Meta",
    "Part",
    "Position",
    "Profile",
    "Project",
    "Publication",
    "Reference",
    "Resume",
    "SectionPlan",
    "Skill",
    "Volunteer",
    "Work",
    "section_ids",
]

SECTIONS = (
    "summary",
    "work",
    "education",
    "projects",
    "volunteer",
    "publications",
    "awards",
    "certificates",
    "skills",
    "languages",
    "interests",
    "references",
)
"""The sections that every résumé may have, in the order in which they are printed; a person's own come before the
last. `summary` is the text of `basics.summary`."""


class Resume(Part):
    """A résumé: JSON Resume with a few more keys. None of them is required, and one value is enough."""

    basics: Basics = nested(Basics, "Who you are and how to reach you", {"name": "Ada Example"})
    work: Entries[Work] = listed("Jobs, the latest first", [{"name": "Example Instruments Ltd", "startDate": "2019"}])
    volunteer: Entries[Volunteer] = listed(
        "Unpaid work", [{"organization": "Example Food Bank", "position": "Treasurer"}]
    )
    education: Entries[Education] = listed("Studies", [{"institution": "University of Example", "studyType": "BSc"}])
    awards: Entries[Award] = listed("Prizes and honours", [{"title": "Young Engineer of the Year", "date": "2020"}])
    certificates: Entries[Certificate] = listed("Certificates", [{"name": "Certified Example Administrator"}])
    publications: Entries[Publication] = listed("Publications", [{"name": "On the Economy of Small Machines"}])
    skills: Entries[Skill] = listed("Skills, in groups", [{"name": "Languages", "keywords": ["Python", "Rust"]}])
    languages: Entries[Language] = listed("Languages that you speak", [{"language": "French", "fluency": "C1"}])
    interests: Entries[Interest] = listed("Interests", [{"name": "Music", "keywords": ["Cello"]}])
    references: Entries[Reference] = listed("What others say about you", [{"name": "Charles Sample"}])
    projects: Entries[Project] = listed("Projects", [{"name": "Tiny Ledger", "url": "https://ledger.example.org"}])
    sections: Entries[CustomSection] = listed(
        "Sections of your own", [{"id": "patents", "title": "Patents", "text": "Two on folding wings."}]
    )
    document: Document = nested(Document, "How the résumé looks", {"theme": "plain", "pageSize": "A4"})
    meta: Meta = nested(Meta, "What tools say about this file; never printed", {"version": "v1.0.0"})
    declaredSchema: Text = described("The schema that this file follows", "urn:cvpdf:schema:resume:1", alias="$schema")


def section_ids(resume: Resume) -> Iterator[str]:
    """Every section that the résumé can print: those that all share, then the person's own."""
    yield from SECTIONS
    yield from (section.id for section in resume.sections if section.id)
