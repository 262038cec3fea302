"""The stage: a Resume in, what its readers would stumble over out."""

import re
from collections.abc import Iterator
from datetime import date

from cvpdf.diagnostics import Diagnostic, Rule, Span
from cvpdf.lint.chronology import future_starts, gaps, out_of_order, overlaps, reversed_periods
from cvpdf.lint.subject import RuleCheck, RuleFinding, Subject, subject_of
from cvpdf.lint.wording import (
    doubled_words,
    foreign_characters,
    leftovers,
    long_highlights,
    mixed_spellings,
    no_contact,
    repeated_skills,
    unbalanced_brackets,
    unseen_characters,
)
from cvpdf.model.field_values import enumerated, shown
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath
from cvpdf.rules import cv3_lint as rules
from cvpdf.rules.cv6_proof import FIELD_RULES
from cvpdf.source.tree import Tree
from cvpdf.words import did_you_mean

# The stage. ---------------------------------------------------------------------------------------------------


Rules = tuple[tuple[type[Rule], RuleCheck], ...]

_DATES: Rules = (
    (rules.ReversedPeriod, reversed_periods),
    (rules.FutureStart, future_starts),
)
_CHARACTERS: Rules = (
    (rules.UnseenCharacters, unseen_characters),
    (rules.ForeignCharacters, foreign_characters),
)
ALWAYS: Rules = (*_DATES, *_CHARACTERS)
"""Rules about what stands on the page and cannot be true, or does not stand there: each build asks them."""

RULES: Rules = (
    *_DATES,
    (rules.Overlap, overlaps),
    (rules.Gap, gaps),
    (rules.OutOfOrder, out_of_order),
    (rules.NoContact, no_contact),
    (rules.Leftover, leftovers),
    (rules.LongHighlight, long_highlights),
    (rules.DoubledWord, doubled_words),
    (rules.RepeatedSkill, repeated_skills),
    (rules.MixedSpelling, mixed_spellings),
    (rules.UnbalancedBracket, unbalanced_brackets),
    *_CHARACTERS,
)
"""Every rule with the function that finds what breaks it. `document.ignore` switches off any of them."""


def lint(resume: Resume, tree: Tree, today: date | None, asked: Rules = RULES) -> tuple[Diagnostic, ...]:
    """Ask each rule that the résumé has not switched off; without `today` none speaks of the future.

    Args:
        resume: The résumé.
        tree: The file that it was read from, for the lines of what is found.
        today: The day on which the file is checked, or None where that is not known.
        asked: The rules, each with the function that looks for what breaks it.

    Returns:
        What the rules found, in the order of the rules.
    """
    subject = subject_of(resume, today)
    ignored = {code.strip() for code in resume.document.ignore}
    found: list[tuple[type[Rule], RuleFinding]]
    found = [(rules.NotSwitchable, finding) for finding in _not_switchable(subject)]
    found += ((rule, finding) for rule, check in asked if rule.code not in ignored for finding in check(subject))
    return tuple(
        rule.at(locate_words(tree, path, words), message, path=path, hint=hint)
        for rule, (path, message, hint, words) in found
    )


def _not_switchable(subject: Subject) -> Iterator[RuleFinding]:
    codes = [*(rule.code for rule, _ in RULES), *(rule.code for rule in FIELD_RULES)]
    for index, code in enumerate(subject.resume.document.ignore):
        if code and code.strip() not in codes:
            yield RuleFinding(("document", "ignore", index), *_why_not(code.strip(), codes))


def _why_not(code: str, codes: list[str]) -> tuple[str, str]:
    """Why a code cannot be switched off, and what to do: it is of another stage, or of none."""
    from cvpdf.rules.catalogue import catalogue

    if code in catalogue():
        message = f"`{code}` is about something else than content, and cannot be switched off"
        return message, f"mend what it says; these can be switched off: {enumerated(codes)}"
    message = f"`{shown(code)}` is no rule that can be switched off"
    return message, did_you_mean(code, codes) or f"there are {enumerated(codes)}"


# The place of words within a value. ---------------------------------------------------------------------------


def locate_words(tree: Tree, path: SourcePath, words: str) -> Span:
    """Where the last of some words in a row stands, in a value over several lines; else where the value does."""
    whole = tree.locate(path)
    pieces = [re.escape(word) for word in words.split()]
    if not pieces or whole.file != tree.file or whole.line == whole.end_line:
        return whole
    from cvpdf.source.edits import places_in

    places = places_in(tree.text, tree.file)
    *before, last = pieces
    pattern = re.compile("".join(rf"{piece}\s+" for piece in before) + f"({last})")
    match = pattern.search(tree.text, places.start_of(whole), places.end_of(whole))
    return places.span(*match.span(1)) if match else whole
