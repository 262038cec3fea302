"""How the résumé is presented: `document`, and the file's own `meta`."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from cvpdf.model.part import Part, ReadBy, Text, Texts, described, listed, nested
from cvpdf.model.presentation import PAGE_SIZES, read_labels, read_language, read_page_size, read_pages, read_version
from cvpdf.model.reading import read_mapping, read_text
from cvpdf.source.tree import PlainData

Options = Annotated[Mapping[str, PlainData], ReadBy(read_mapping)]
Titles = Annotated[Mapping[str, Annotated[str, ReadBy(read_text)]], BeforeValidator(read_mapping)]


class SectionPlan(Part):
    """Which sections are printed, in what order, under what titles."""

    order: Texts = listed(
        "Sections in the order of printing; those not named follow in their usual order", ["work", "skills"]
    )
    titles: Titles = described("Headings other than the usual ones, by section", {"work": "Career"}, default={})
    hidden: Texts = listed("Sections that are not printed", ["references"])


class Document(Part):
    """Everything about presentation; each has a default."""

    version: Annotated[int, ReadBy(read_version)] = described("Version of this file format", 1, default=1)
    theme: Annotated[str, ReadBy(read_text)] = described(
        "The theme; `cvpdf themes` lists them", "plain", "slate", default="plain"
    )
    options: Options = described(
        "Options of the theme; `cvpdf themes show NAME` lists them", {"accent": "#235577"}, default={}
    )
    pageSize: Annotated[str, ReadBy(read_page_size)] = described("The paper", *PAGE_SIZES, default="A4")
    language: Annotated[str, ReadBy(read_language)] = described(
        "Language of the résumé, as a BCP 47 tag", "en", "pt-BR", default="en"
    )
    labels: Annotated[Mapping[str, PlainData], ReadBy(read_labels)] = described(
        "Words other than the usual ones; titles of sections are below `sections`",
        {"present": "now", "facts": {"score": "Result"}},
        default={},
    )
    fonts: Texts = listed(
        "Fonts of this machine for letters that no font package has: Chinese, Japanese, Korean", ["Noto Sans CJK JP"]
    )
    pages: Annotated[int | None, ReadBy(read_pages)] = described("The number of pages that must be kept", 1, 2)
    ignore: Texts = listed("Codes of content rules that this file need not keep; `cvpdf explain` lists them", ["CV314"])
    sections: SectionPlan = nested(
        SectionPlan,
        "Order, titles and visibility of the sections",
        {"order": ["work", "skills"], "hidden": ["references"]},
    )


class Meta(Part):
    """What tools say about the file; never printed, and free to hold anything."""

    model_config = ConfigDict(extra="allow")

    canonical: Text = described("Where the latest version of this file is", "https://example.com/resume.json")
    version: Text = described("Version of this résumé", "v1.0.0")
    lastModified: Text = described("When it was last changed", "2024-05-01T12:00:00")
