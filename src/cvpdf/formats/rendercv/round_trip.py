"""What becomes of RenderCV's sections and rows of words on their way back: what would come back otherwise is said.

A section there has a title and nothing else that says what it is, and a row of words is a text with commas. So what
is written is read as our reader reads it.
"""

from collections.abc import Iterable, Iterator, Sequence

from cvpdf.diagnostics import Diagnostic
from cvpdf.formats.key_tables import Reading
from cvpdf.formats.nodes import value_of
from cvpdf.formats.rendercv.entries import row_of, words_of
from cvpdf.formats.rendercv.reader import titles_of
from cvpdf.formats.rendercv.section_kinds import homes, titled
from cvpdf.model.entries import Interest, Skill
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath
from cvpdf.rules.formats import WrittenOtherwise
from cvpdf.source.findings import as_code
from cvpdf.source.reading import read
from cvpdf.source.tree import Tree

_OWN = "sections"
_KEEP = "keep this file too"


def moved_sections(content: bytes, written: Sequence[tuple[str, SourcePath]], tree: Tree) -> Iterator[Diagnostic]:
    """Say each section that would come back under another key.

    Args:
        content: The file that is written.
        written: The key of each section in it, and the path of the section in `tree`.
        tree: The source.
    """
    file = read(content, "").value
    root = file.root if file else None
    sections = titled(Reading(), value_of(root, "cv", "sections"))
    paths = dict(written)
    for section, home in zip(sections, homes(sections, titles_of(root).called), strict=True):
        path = paths[section.key]
        before = "summary" if path[0] == "basics" else str(path[0])
        after = home.name if home else _OWN
        if before != after:
            came = f"`{after}`" if home else "a section of your own"
            message = f"this section is written under {as_code(section.words, 60)}, and would come back as {came}"
            place = (*path, "summary") if path[0] == "basics" else path
            hint = f"nothing is lost; give it another title, or {_KEEP}"
            yield WrittenOtherwise.at(tree.locate_key(place), message, path=place, hint=hint)


def torn_rows(resume: Resume, written: Iterable[SourcePath], tree: Tree) -> Iterator[Diagnostic]:
    """Say each row of words that would be parted at other places, for brackets and stars hold its words together."""
    groups: dict[str, tuple[Skill | Interest, ...]] = {"skills": resume.skills, "interests": resume.interests}
    for key, *_ in written:
        for index, group in enumerate(groups.get(str(key), ())):
            words = [word.strip() for word in group.keywords if word and word.strip()]
            back = words_of(row_of(words))
            if words and back != words:
                path: SourcePath = (key, index, "keywords")
                message = (
                    f"these words are written in one row, and would come back as {len(back)}: {as_code(back[0], 60)}"
                )
                hint = f"nothing is lost; close the brackets and stars within each word, or {_KEEP}"
                yield WrittenOtherwise.at(tree.locate_key(path), message, path=path, hint=hint)
