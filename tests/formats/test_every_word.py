"""Nothing is laundered: each word and each date of a text is in the result, or in a message of at least a warning."""

import random
import re
from collections import Counter
from collections.abc import Callable

import pytest

from cvpdf.diagnostics import Severity
from cvpdf.formats.detect import read_format
from cvpdf.formats.material import scalars

WORD = re.compile(r"[^\W_]+")
SECTIONS = (
    *("Experience", "Education", "Certifications", "Awards", "Publications", "Projects", "Talks", "Skills"),
    *("Languages", "Interests", "References", "Volunteering", "Summary", "Technical experience", "Courses"),
)
LABELS = ("Achievements", "Technologies:", "Key Responsibilities:", "Projects", "Relevant Coursework:")
UNDERSTOOD = frozenset(
    f"cv resume at since to present in of zora plimm skype {' '.join((*SECTIONS, *LABELS))}".casefold()
    .replace(":", "")
    .split()
)
"""Words that name sections and parts, or lead on; they are told by the shape of the result."""


class Author:
    """Writes résumés of nonsense: each word and each year stands in one of them once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same texts in every run
        self.words = 0
        self.years = 1950

    def word(self) -> str:
        self.words += 1
        stem = self.random.choice(("Zor", "Plim", "Quat", "Brel", "vost"))
        return stem + "".join("abcdefghij"[int(digit)] for digit in f"{self.words:03}")

    def names(self, most: int = 3) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(1, most)))

    def date(self) -> str:
        self.years = self.years + 1 if self.years < 2024 else 1951
        form = self.random.choice(("{}", "January {}", "Feb {}", "{}-05", "05/{}"))
        return form.format(self.years)

    def period(self) -> str:
        form = self.random.choice(("{0} - {1}", "{0} – {1}", "{0} to {1}", "{0} – Present", "since {0}", "{0}"))
        return form.format(self.date(), self.date()) if "{1}" in form else form.format(self.date())

    def line(self) -> str:
        mark = self.random.choice((", ", " | ", " - ", " — ", " -- ", " at "))
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"**{self.names()}**",
            self.names,
            lambda: f"*{self.period()}*",
            self.period,
            lambda: f"**{self.names()}**{mark}{self.names(2)}",
            lambda: f"{self.names()}{mark}{self.names(2)}{mark.replace(' at ', ', ')}{self.period()}",
            lambda: f"{self.names()} ({self.period()})",
            lambda: f"- {self.names()}",
            lambda: f"- {self.names(9)}.",
            lambda: f"- **{self.names(2)}**: {self.names()}",
            lambda: f"- **{self.names(2)}** - {self.names(4)}",
            lambda: f"- {self.names(2)}, {self.names(2)}, {self.period()}",
            lambda: f"{self.names(12)}.",
            lambda: f"[{self.names(2)}](https://{self.word().lower()}.example.com)",
            lambda: f"**{self.random.choice(LABELS)}**",
            lambda: f"| {self.names(2)} | {self.names(2)} | {self.period()} |",
            lambda: f"  - {self.names()}",
            lambda: f"  ~ {self.names(2)}",
            lambda: f"> {self.names(9)}.",
        )
        return self.random.choice(forms)()

    def heading(self) -> str:
        forms = ("{0}", "**{0}** ({1})", "{0} -- {1}", "{0}, {1} ({2})")
        return "### " + self.random.choice(forms).format(self.names(), self.names(1), self.period())

    def resume(self) -> str:
        lines = ["# " + self.random.choice(("{}", "CV – {}", "{} - Resume")).format("Zora Plimm"), ""]
        opening = (self.names, self.line, lambda: "zora@example.com", lambda: f"Skype: {self.word()}")
        lines += [self.random.choice(opening)() for _ in range(self.random.randint(0, 4))]
        for section in self.random.sample(SECTIONS, self.random.randint(1, 4)):
            lines += ["", f"## {section}", ""]
            for _ in range(self.random.randint(1, 3)):
                lines += [self.heading()] if self.random.random() < 0.6 else []
                for _ in range(self.random.randint(1, 5)):
                    lines += [self.line(), *([""] if self.random.random() < 0.4 else [])]
        return "\n".join(lines) + "\n"


def laundered(text: str, file: str) -> set[str]:
    """The words that are neither in the result nor in a message that `--strict` stops at."""
    outcome = read_format(text.encode(), file)
    assert outcome.value
    kept = Counter(
        word for node in scalars(outcome.value[1].root) for word in WORD.findall((node.text or "").casefold())
    )
    lines = text.split("\n")
    for said in outcome.diagnostics:
        if said.severity is not Severity.INFO and said.span:
            kept.update(
                WORD.findall(lines[said.span.line - 1][said.span.column - 1 : said.span.end_column - 1].casefold())
            )
    return {word for word in WORD.findall(text.casefold()) if word not in kept and word not in UNDERSTOOD} - {
        *("https", "example", "com", "january", "feb"),
    }


@pytest.mark.parametrize("seed", range(0, 400, 40))
@pytest.mark.parametrize("file", ["cv.md", "cv.txt"])
def test_each_word_and_each_date_is_kept_or_said(seed: int, file: str) -> None:
    for number in range(seed, seed + 40):
        text = Author(number).resume()
        assert laundered(text, file) == set(), text
