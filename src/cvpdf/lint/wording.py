"""Rules about words: how texts are written, one thing in two spellings, what samples leave behind."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from unicodedata import category

from cvpdf.lint.subject import ResumeText, RuleFinding, Subject
from cvpdf.model.field_values import shown
from cvpdf.model.resume import Basics, Resume
from cvpdf.outline.printed_values import unseen_in
from cvpdf.path import SourcePath, format_path

# Long highlights, characters, doubled words, brackets. ----------------------------------------------------------------


LONGEST_HIGHLIGHT = 300
"""Characters as they are printed."""

_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
_NEARBY = 24
_NEVER_TWICE = {
    "en": "the a and of with from for to or our their this these have has are were been will into",
    "de": "und oder sowie ist sind wurde wurden haben hat dem des",
    "fr": "le la de du et ou un une dans pour avec par au aux est",
    "es": "el la los las de del y en con para por un una",
    "pt": "os as de do da dos das e em com para por um uma",
    "it": "il lo la gli di del della e con per un una",
    "nl": "de het een van met voor bij naar wordt",
}
"""Words by language that stand twice in a row by mistake only. Others may: "had had", "die die", "nous nous"."""

_STANDING_IN = "\ufffc\ufffd"
"""What stands for an object, and for what could not be read."""

_FEW = 4
_BRACKET = re.compile(r"[][(){}]")
_OPENED = {")": "(", "]": "[", "}": "{"}
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_CODE = re.compile(r"`[^`]*`")
_FACE = re.compile(r"[:;]['’]?-?$")
_LONGEST_NUMBER = 7
_LIST_NUMBER = re.compile(r"(?:^|[\s,;:–—-])(?:\d{1,3}|[^\W\d_]|[ivx]{1,5}|[IVX]{1,5})$")


def long_highlights(subject: Subject) -> Iterator[RuleFinding]:
    """Find highlights that are no glance any more."""
    for path, text in subject.texts:
        if "highlights" in path and len(text) > LONGEST_HIGHLIGHT:
            length = len(_TARGET.sub("", text.strip()))
            if length > LONGEST_HIGHLIGHT:
                message = f"this highlight has {length} characters, and more than {LONGEST_HIGHLIGHT} are too many"
                yield RuleFinding(path, message, "cut it to what counts, or make two of it")


def unseen_characters(subject: Subject) -> Iterator[RuleFinding]:
    """Find characters without a shape, which programs would read and people would not."""
    for path, text in chain(subject.texts, subject.addresses):
        if found := unseen_in(text):
            message = f"`{format_path(path)}` has characters that nobody sees: {_by_number(found)}"
            yield RuleFinding(path, message, "type the words anew; these characters are not printed")


def foreign_characters(subject: Subject) -> Iterator[RuleFinding]:
    """Find what stands in for a letter or a picture that was lost, and signs that each font draws as it likes."""
    for path, text in chain(subject.texts, subject.addresses):
        found = [] if text.isascii() else [sign for sign in text if sign in _STANDING_IN or category(sign) == "Co"]
        if found:
            message = f"`{format_path(path)}` has characters that mean nothing to others: {_by_number(found)}"
            yield RuleFinding(path, message, "put the letter or sign there that was meant")


def _by_number(characters: list[str]) -> str:
    """Characters that cannot be shown, by their numbers, and how often each is there."""
    counted = Counter(characters).most_common()
    named = [f"U+{ord(sign):04X}" + (f" ({count} times)" if count > 1 else "") for sign, count in counted[:_FEW]]
    return ", ".join(named) + (f" and {len(counted) - _FEW} others" if len(counted) > _FEW else "")


def doubled_words(subject: Subject) -> Iterator[RuleFinding]:
    """Find words that stand twice in a row and never should; a capital makes the second one a name."""
    language = subject.resume.document.language.partition("-")[0].lower()
    if language not in _NEVER_TWICE:
        return
    for path, text in subject.texts:
        for match in _doubled(language).finditer(text):
            if match[2].islower():
                message = f"`{match[2]}` stands twice in a row: `{_around(text, match.start(), match.end())}`"
                yield RuleFinding(path, message, "take one of them out", match[0])


def unbalanced_brackets(subject: Subject) -> Iterator[RuleFinding]:
    """Find the first bracket of each text that has no partner."""
    for path, text in subject.texts:
        place = _unbalanced(text)
        if place is not None:
            lacks = "is never closed" if text.translate(_WIDE)[place] in _OPENED.values() else "was never opened"
            message = f"`{text[place]}` {lacks}: `{_around(text, place, place + 1)}`"
            words = text[max(0, place - _NEARBY) : place + 1]
            yield RuleFinding(path, message, "write its partner, or take it out", words)


@cache
def _doubled(language: str) -> re.Pattern[str]:
    words = "|".join(_NEVER_TWICE[language].split())
    return re.compile(rf"(?<![\w’'.-])({words})(?:[^\S\n]++\n?|\n)[^\S\n]*+(\1)(?![\w’'.-])", re.IGNORECASE)


def _unbalanced(written: str) -> int | None:
    """Where the first bracket without a partner stands. Faces and the numbers of lists need none; code is not read."""
    text = _CODE.sub(lambda code: " " * len(code[0]), written.translate(_WIDE))
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        place, partner = bracket.start(), _OPENED.get(bracket[0])
        if partner is None:
            opened.append(place)
        elif opened and text[opened[-1]] == partner:
            opened.pop()
        elif not _needs_none(text, place):
            return place
    return next((place for place in opened if not _needs_none(text, place)), None)


def _needs_none(text: str, place: int) -> bool:
    """Whether a bracket is the mouth of a face, or ends the number of a list."""
    before = text[max(0, place - _LONGEST_NUMBER) : place]
    return bool(_FACE.search(before) or (text[place] == ")" and _LIST_NUMBER.search(before)))


def _around(text: str, start: int, end: int) -> str:
    """A place in a text, with the words next to it."""
    first, last = max(0, start - _NEARBY), min(len(text), end + _NEARBY)
    line = " ".join(text[first:last].replace("`", "'").split())
    return f"{'…' if first else ''}{line}{'…' if last < len(text) else ''}"


# Two spellings of one thing. ----------------------------------------------------------------------------------
# Only names are looked at that no sentence changes: what is listed as a skill or a keyword, and words in texts that
# have a capital or a point in their middle, or would have one if they were spelled as elsewhere.


_LISTED = (("skills", "name"), ("skills", "keywords"), ("projects", "keywords"), ("sections", "entries", "keywords"))
_WORD = re.compile(r"(?<![\w@/.`#-])[^\W\d_][^\W_]*(?:\.[^\W\d_]+)?(?![\w@/`-]|\.\w)")
_SITE = re.compile(r"\.(?:com|org|net|edu|gov|eu|de|fr|uk|ch|at)$", re.IGNORECASE)
"""How the name of a site ends, in which capitals count for nothing; `Node.js` and `Parse.ly` are no sites here."""

_CAMEL = re.compile(r"[a-z][A-Z]|[^\W\d_]{2}\.[^\W\d_]{2}")
_TECHNICAL = re.compile(r"[^\W_][A-Z]|\d|\w\.\w")
_BETWEEN = re.compile(r"[^\w+#.]|_|(?<!\d)\.|\.(?!\d)")
_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_]")


def mixed_spellings(subject: Subject) -> Iterator[RuleFinding]:
    """Find the first of each spelling that is not the usual one of the résumé."""
    listed = tuple(text for text in subject.texts if _is_listed(text))
    words = tuple(ResumeText(text.path, word) for text in subject.texts for word in _words(text))
    named = {_bare(word.text) for word in chain(listed, words) if _CAMEL.search(word.text)}
    spelled: dict[str, dict[str, list[ResumeText]]] = {}
    for text in chain(listed, (word for word in words if _bare(word.text) in named)):
        spelled.setdefault(_bare(text.text), {}).setdefault(_uncapitalized(text.text), []).append(text)
    for spellings in spelled.values():
        if len(spellings) > 1 and any(_TECHNICAL.search(texts[0].text) for texts in spellings.values()):
            yield from _mixed(spellings.values())


def _is_listed(text: ResumeText) -> bool:
    return tuple(step for step in text.path if isinstance(step, str)) in _LISTED


def _words(text: ResumeText) -> Iterator[str]:
    """The words of a text that is more than one; those in capitals throughout have no spelling of their own."""
    found = (word for word in _WORD.findall(text.text) if word != text.text and not word.isupper())
    return (word for word in found if not _SITE.search(word))


def _bare(text: str) -> str:
    """What all spellings of a name have in common."""
    return (text if text.isalnum() else _BETWEEN.sub("", text)).casefold()


def _uncapitalized(text: str) -> str:
    """A name without the capitals that a title or a sentence gives it."""
    return _WORD_START.sub(lambda letter: letter[0].lower(), text)


def _mixed(spellings: Iterable[list[ResumeText]]) -> Iterator[RuleFinding]:
    """Say each spelling but the most frequent one, of two as frequent the one with more capitals."""
    by_use = sorted(spellings, key=lambda texts: (len(texts), sum(map(str.isupper, texts[0].text))))
    *odd, usual = by_use
    for texts in odd:
        path, text = texts[0]
        message = f"`{shown(text)}` is spelled `{shown(usual[0].text)}` at `{format_path(usual[0].path)}`"
        yield RuleFinding(path, message, "spell it in one way", text)


# Skills listed twice. -----------------------------------------------------------------------------------------


_A_KIND = 3
"""What stands in so many groups is no skill but says what kind they are: `Tools`, `advanced`."""


def repeated_skills(subject: Subject) -> Iterator[RuleFinding]:
    """Find each skill, or name of a group, that was listed before."""
    ordered = sorted((*_groups(subject.resume), *_skills(subject.resume)), key=lambda listed: listed[0])
    for _, same in groupby(ordered, key=lambda listed: listed[0]):
        first, *repeated = (text for _, text in same)
        if len({text.path[:2] for text in (first, *repeated)}) < _A_KIND:
            for path, text in repeated:
                message = f"`{shown(text)}` is listed already, at `{format_path(first.path)}`"
                yield RuleFinding(path, message, "keep it in one place")


def _groups(resume: Resume) -> Iterator[tuple[tuple[str, ...], ResumeText]]:
    """The name of each group; groups of one name may differ in their level."""
    for index, skill in enumerate(resume.skills):
        if skill.name and any(skill.keywords):
            yield (
                ("group", _same(skill.name), _same(skill.level or "")),
                ResumeText(("skills", index, "name"), skill.name),
            )


def _skills(resume: Resume) -> Iterator[tuple[tuple[str, ...], ResumeText]]:
    """Each skill: a keyword, or the name of what has none."""
    for index, skill in enumerate(resume.skills):
        if skill.name and not any(skill.keywords):
            yield ("skill", _same(skill.name)), ResumeText(("skills", index, "name"), skill.name)
        for place, keyword in enumerate(skill.keywords):
            if keyword:
                yield ("skill", _same(keyword)), ResumeText(("skills", index, "keywords", place), keyword)


def _same(text: str) -> str:
    """What two texts have in common that only differ in capitals and blanks."""
    return " ".join(text.casefold().split())


# Ways to reach the person. ------------------------------------------------------------------------------------


def no_contact(subject: Subject) -> Iterator[RuleFinding]:
    """Find that there is neither an e-mail address nor a telephone number."""
    basics = subject.resume.basics
    if not basics.email and not basics.phone:
        path = () if basics == Basics.model_construct() else ("basics",)
        yield RuleFinding(path, "there is no `email` and no `phone`", "write one of them under `basics`")


# What a template left behind. ---------------------------------------------------------------------------------


_WHOLE = frozenset(
    {
        *("john doe", "jane doe", "richard hendriks", "max mustermann", "erika mustermann"),
        *("your name", "your full name", "full name", "first name last name", "firstname lastname", "first last"),
        *(
            "your title",
            "your job title",
            "job title",
            "your position",
            "your company",
            "company name",
            "employer name",
        ),
        *(
            "your university",
            "university name",
            "school name",
            "your degree",
            "your city",
            "city, state",
            "city, country",
        ),
        *("description…", "description...", "reference…", "reference..."),
    }
)
"""Texts that nobody means, in small letters as all of these tables."""

_KINDS: dict[SourcePath, frozenset[str]] = {
    ("work", "name"): frozenset({"company", "employer"}),
    ("volunteer", "organization"): frozenset({"organization", "organisation"}),
    ("education", "institution"): frozenset({"institution", "university", "school"}),
    ("certificates", "name"): frozenset({"certificate"}),
    ("publications", "name"): frozenset({"publication"}),
    ("projects", "name"): frozenset({"project", "project name"}),
}
"""Names that only say what kind of thing has to be named."""

_SIGNS = ("lorem ipsum", "john doe", "[", "<", "xx", "todo", "tbd", "fixme")
"""One of these is in every text that holds a leftover; to look for them costs next to nothing."""

_HOSTS = frozenset(
    f"{name}.com"
    for name in (
        *"company organization institution certificate publication project johndoe janedoe".split(),
        *(f"{your}{what}" for your in ("your", "your-") for what in "name site website domain company email".split()),
    )
)
_NETWORKS = frozenset({"github.com", "linkedin.com", "twitter.com", "x.com"})
_ACCOUNTS = frozenset(
    "username yourname your-name yourusername your-username johndoe john-doe janedoe jane-doe".split()
)
_MAILBOXES = frozenset("your.email youremail your-email your_email your.name yourname your-name your_name".split())
_MAILS = frozenset(
    {
        "richard.hendriks@mail.com",
        *(
            f"{who}@{host}.com"
            for who in "john jane john.doe jane.doe johndoe janedoe".split()
            for host in "gmail mail email example".split()
        ),
    }
)
_PHONES = frozenset({"9125554321", "1234567890", "11234567890", "0123456789"})


def leftovers(subject: Subject) -> Iterator[RuleFinding]:
    """Find each value that is, or holds, something from a template."""
    for text in subject.texts:
        if found := _in_text(text):
            yield _finding(text.path, found)
    for text in subject.addresses:
        if _is_sample(text):
            yield _finding(text.path, text.text)


def _in_text(text: ResumeText) -> str | None:
    line = " ".join(text.text.casefold().split())
    kind = tuple(step for step in text.path if isinstance(step, str))
    if line in _WHOLE or line in _KINDS.get(kind, ()):
        return text.text
    part = _part().search(text.text) if any(sign in line for sign in _SIGNS) else None
    return part[0] if part else None


@cache
def _part() -> re.Pattern[str]:
    """What may stand in the middle of a text: filler, words in brackets to be replaced, missing figures, notes."""
    return re.compile(
        r"\blorem ipsum\b|\ba summary of john doe\b"
        r"|\[(?:your|company|employer|job|position|name|date|city|number|insert)\b[^\]\n]{0,40}\](?![(\[])"
        r"|<(?:your|company|employer|insert)\b[^>\n]{0,40}>"
        r"|[$€£]\s?x{2,}\b|\bx{2,}\s?%"
        r"|^(?:todo|tbd|fixme|xxx+)(?=\s*(?::|$))|\b(?-i:TODO|FIXME|TBD|XXX):|[\[(](?:todo|tbd|fixme|xxx)[\])]",
        re.IGNORECASE,
    )


def _is_sample(text: ResumeText) -> bool:
    address = text.text.strip().casefold()
    if text.key == "phone":
        return "".join(filter(str.isdigit, address)) in _PHONES
    if text.key == "email":
        mailbox, _, host = address.partition("@")
        return address in _MAILS or mailbox in _MAILBOXES or host in _HOSTS
    host, *page = address.rpartition("://")[2].removeprefix("www.").rstrip("/").split("/")
    return page[-1] in _ACCOUNTS and host in _NETWORKS if page else host in _HOSTS


def _finding(path: SourcePath, found: str) -> RuleFinding:
    return RuleFinding(
        path, f"`{shown(found)}` is left over from a template", "put your own in its place, or take it out", found
    )
