"""YAML faults: the parser's words, made into a sentence at the place where the mistake is."""

import re
from collections.abc import Callable
from typing import Final

from cvpdf.rules.cv1_reading import BadIndent, ColonInValue, KeyNotText, MissingColon, OddBlank, TabIndent, YamlSyntax
from cvpdf.source.text_diagnostics import TextDiagnostics, as_code
from cvpdf.source.yaml import advice
from cvpdf.source.yaml.advice import YamlFault, glued_dash, say_dash, say_odd_blank

# Indentation and colons. --------------------------------------------------------------------------------------


_GLUED_COLON = re.compile(r"\s*(?:-[ \t]+)*[\w$.-]+?(:)(?=[^\s:/])")
_ODD_BLANK_BEHIND = re.compile(r"\s*(?:-[ \t]+)*[\w$.-]+:((?:[^\S \t\r\n]|[\u200b\u2060\ufeff])+)")
_QUOTED_LINE = re.compile(r"[ ]*(?:\"([^\"\\]*)\"|'([^']*)')[ \t]*")
_FIRST_LINE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*|---[ \t]*)?[\r\n])*")
_ENDED = re.compile(r"^(?:\.\.\.|%)", re.MULTILINE)
_FIRST_COLON = re.compile(r"\s*(?:-[ \t]+)*(?:\"[^\"]*\"|'[^']*'|[^\s#'\"][^#]*?):[ \t]+\S")
_BLOCK_HEAD = re.compile(r"\s*(?:-[ \t]+)*[\w$.-]+[ \t]+[|>][-+\d]*[ \t]*")
_KEY_COLUMN = re.compile(r"\s*(?:-[ \t]+)*")
_WORDS_WITH_COLON = re.compile(r"\s*(?:-[ \t]+)+\w[^\s:#'\"]*(?:[ \t]+[^\s:#'\"]+){2,}:(?=[ \t]+\S)")
_QUOTE_TEXT: Final = "put the whole text in double quotes, or below `key: |`"
_ALIGN: Final = "let keys that belong together begin at one column, and the dashes of one list too"


def tab(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a tab where a token should begin."""
    if not problems.text.startswith("\t", fault.at):
        return False
    text = problems.text
    begin = problems.line_start(fault.at)
    end = fault.at + len(text[fault.at : fault.at + 100]) - len(text[fault.at : fault.at + 100].lstrip("\t"))
    leads = not text[begin : fault.at].strip()
    message = (
        "this line is indented with a tab; YAML wants spaces" if leads else "a tab stands here; YAML wants a space"
    )
    problems.add(TabIndent, fault.at, end, message, "write two spaces for each tab, in every line that begins with one")
    return True


def odd_blank(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a line that is indented with blanks that are no spaces."""
    lines = () if "quoted" in fault.context else dict.fromkeys((fault.since, fault.at))
    return any(say_odd_blank(problems, line) for line in lines)


def dash(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a dash without its space: on the line of the fault, that of its beginning, or the one above."""
    if "flow" in fault.context:
        return False
    lines = [fault.at]
    if "simple key" in fault.context:
        lines.append(fault.since)
    above = _line_above(problems.line_start(fault.at), problems)
    if "mapping values" in fault.problem and above is not None:
        lines.append(above)
    places = (glued_dash(problems, line) for line in lines)
    place = next((place for place in places if place is not None), None)
    if place is not None:
        say_dash(problems, place)
    return place is not None


def list_on_key_line(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find `key: - item` and `key: ? x`."""
    if "entries are not allowed" not in fault.problem and "keys are not allowed" not in fault.problem:
        return False
    message = "a list cannot begin on the line of its key"
    problems.add(BadIndent, fault.at, fault.at + 1, message, "put each `- item` on a line of its own, or use quotes")
    return True


def colon(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find out why a colon is one too many: it stands in a value, the line is indented, or the one above lacks one."""
    if "mapping values are not allowed" not in fault.problem:
        return False
    line = problems.line_text(fault.at)
    begin = problems.line_start(fault.at)
    if _FIRST_COLON.match(line[: fault.at - begin + 1]):
        message = "this text holds a colon and a space, which YAML takes for the end of a key"
        problems.add(ColonInValue, fault.at, fault.at + 1, message, _QUOTE_TEXT)
        return True
    above = _line_above(begin, problems)
    column = _key_column(line)
    if above is None:
        return False
    words = problems.line_text(above)
    head = _block_without_colon(above, column, problems)
    if head is not None:
        _say_missing_colon(head, problems)
    elif column > _key_column(words) and _say_lost_dash(above, column, problems):
        pass
    elif column > _key_column(words) and _FIRST_COLON.match(words):
        message = "this line is indented more than the key above it, which has a value already"
        problems.add(BadIndent, begin + column, fault.at, message, _ALIGN)
    else:
        _say_missing_colon(above, problems)
    return True


def _say_lost_dash(line: int, column: int, problems: TextDiagnostics) -> bool:
    """Say that a line is the first of a list's entry, but for its dash: the next begins where the dash would end."""
    words = problems.line_text(line)
    before = _line_above(line, problems)
    place = _indentation(line, problems)
    opens = before is not None and problems.line_text(before).rstrip().endswith(":")
    lost = column - place == len("- ") or (column - place == 1 and place % 2)  # with its blank, or without
    if not opens or not lost or words.lstrip().startswith("-"):
        return False
    message = "this line and the one below begin at different columns; perhaps a dash is missing here"
    problems.add(BadIndent, line + place, line + len(words.rstrip()), message, "write `- ` before an entry of a list")
    return True


def _block_without_colon(line: int, column: int, problems: TextDiagnostics) -> int | None:
    """The line such as `summary >-` above, of which the text below has become a part, if there is one."""
    above: int | None = line
    while above is not None and column < _key_column(problems.line_text(above)):
        above = _line_above(above, problems)
    return above if above is not None and _BLOCK_HEAD.fullmatch(problems.line_text(above)) else None


def _key_column(line: str) -> int:
    match = _KEY_COLUMN.match(line)
    return match.end() if match else 0


def _line_above(begin: int, problems: TextDiagnostics) -> int | None:
    """The nearest line above that is neither blank nor a comment."""
    above = problems.line_before(begin)
    while above is not None and (not problems.line_text(above).strip() or problems.line_text(above).lstrip()[0] == "#"):
        above = problems.line_before(above)
    return above


def lonely_words(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a line that should be a key but has no colon."""
    if "could not find expected ':'" not in fault.problem:
        return False
    begin = problems.line_start(fault.since)
    if not _say_colon_above(begin, problems):
        _say_missing_colon(begin, problems)
    return True


def _say_colon_above(begin: int, problems: TextDiagnostics) -> bool:
    """Say that the text of the line above holds a colon, so that this one, which goes on from it, is no key."""
    above = _line_above(begin, problems)
    words = problems.line_text(above) if above is not None else ""
    key = _WORDS_WITH_COLON.match(words)
    if above is None or key is None or _key_column(words) != _key_column(problems.line_text(begin)):
        return False
    place = above + key.end() - 1
    message = "this text holds a colon and a space, which YAML takes for the end of a key"
    problems.add(ColonInValue, place, place + 1, message, _QUOTE_TEXT)
    return True


def _say_missing_colon(begin: int, problems: TextDiagnostics) -> None:
    line = problems.line_text(begin)
    glued = _GLUED_COLON.match(line)
    odd = _ODD_BLANK_BEHIND.match(line)
    if odd:
        place = begin + odd.start(1)
        message = f"the invisible U+{ord(odd[1][0]):04X} stands behind this colon; YAML wants a space"
        fix = [problems.edit(place, place + len(odd[1]), " ")]
        problems.add(OddBlank, place, place + len(odd[1]), message, "write a space for it", fix=fix)
        return
    if glued:
        place = begin + glued.start(1)
        message = f"a space is missing after the colon of {as_code(line[: glued.start(1)].lstrip(' -'))}"
        problems.add(MissingColon, place, place + 1, message, "write a space after it")
        return
    start = begin + _key_column(line)
    message = f"{as_code(line[_key_column(line) :])} is no key with a value: it has no colon"
    hint = "write `key: value`; text that goes on from the line above is indented more than its key"
    problems.add(MissingColon, start, begin + len(line.rstrip()), message, hint)


def indent(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a line that begins where nothing above it begins."""
    if "block" not in fault.context:
        return False
    begin = problems.line_start(fault.at)
    if problems.text[begin : fault.at].strip():
        return False
    spaces = fault.at - begin
    list_column = fault.since - problems.line_start(fault.since)
    above = _line_above(begin, problems)
    if above is not None and "mapping" in fault.context and _say_lost_dash(above, spaces, problems):
        return True
    if _say_comment_in_text(begin, problems) or _say_quoted_above(begin, spaces, problems):
        return True
    if problems.text.startswith("- ", fault.at) and _say_missing_dash(begin, spaces, problems):
        return True
    if problems.text.startswith("- ", fault.at):
        message = "this list item stands among keys, or at another column than the items above"
    elif "collection" in fault.context and spaces == list_column:
        message = "this line stands where the dashes of a list are, but begins with none"
    else:
        message = f"this line begins after {spaces} space{'' if spaces == 1 else 's'}, which fits no line above it"
    problems.add(BadIndent, fault.at, fault.at + 1, message, _ALIGN)
    return True


def _say_quoted_above(begin: int, spaces: int, problems: TextDiagnostics) -> bool:
    """Say that the line above is one text in quotes, where a key with its value belongs."""
    above = _line_above(begin, problems)
    quoted = _QUOTED_LINE.fullmatch(problems.line_text(above)) if above is not None else None
    if above is None or quoted is None or _indentation(above, problems) != spaces:
        return False
    place, words = above + spaces, problems.line_text(above).strip()
    key, colon_mark, value = (quoted[1] or quoted[2] or "").partition(":")
    written = as_code(f'{key}: "{value.strip()}"')
    hint = f"put the quotes round the value alone: {written}" if colon_mark else "write a colon and a value behind it"
    message = f"{as_code(words)} is no key with a value: it has no colon behind it"
    problems.add(MissingColon, place, place + len(words), message, hint)
    return True


def _say_comment_in_text(begin: int, problems: TextDiagnostics) -> bool:
    """Say that a text has ended at a comment between its lines, the last of which stands here."""
    comment, above = problems.line_before(begin), _line_above(begin, problems)
    if comment is None or above is None or _FIRST_COLON.match(problems.line_text(begin)):
        return False
    place = comment + _indentation(comment, problems)
    if not problems.text.startswith("#", place) or _indentation(above, problems) > _indentation(begin, problems):
        return False
    message = "this is a comment to YAML, and ends the text that goes on below"
    problems.add(BadIndent, place, place + 1, message, "take it out, or put the whole text in double quotes")
    return True


def _say_missing_dash(begin: int, spaces: int, problems: TextDiagnostics) -> bool:
    """Say that the list, whose dash stands among keys here, has begun without one: its first line is where they end."""
    first, above = begin, _line_above(begin, problems)
    while above is not None and _indentation(above, problems) > spaces:
        first, above = above, _line_above(above, problems)
    opens = above is not None and problems.line_text(above).rstrip().endswith(":")
    if not opens or _indentation(first, problems) != spaces + len("- "):
        return False
    place, line = first + spaces + len("- "), problems.span(begin, begin).line
    message = f"a dash is missing before this, for the list goes on with one on line {line}"
    problems.add(BadIndent, place, place + 1, message, "write `- ` before each entry of a list")
    return True


def _indentation(line: int, problems: TextDiagnostics) -> int:
    words = problems.line_text(line)
    return len(words) - len(words.lstrip(" "))


def no_key(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a colon with no key before it."""
    if not problems.text.startswith(":", fault.at):
        return False
    message = "a key is missing before this colon"
    problems.add(KeyNotText, fault.at, fault.at + 1, message, "write a word before it")
    return True


def under_dash(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find the entry of a list that begins at the column of its dash, on the line below."""
    begin = problems.line_start(fault.at)
    above = _line_above(begin, problems)
    if "node content" not in fault.problem or above is None:
        return False
    if problems.text[begin : fault.at].strip() or problems.line_text(above).strip() != "-":
        return False
    if _indentation(above, problems) != fault.at - begin:
        return False
    message = "this line belongs to the dash above it, and is indented no more than that"
    problems.add(
        BadIndent, fault.at, fault.at + 1, message, "write two more spaces before it, or put it behind the dash"
    )
    return True


def after_the_end(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find text after the end of the document, which ends where a line begins further left than the first."""
    if "document start" not in fault.problem:
        return False
    first = _first_line(problems)
    spaces = _indentation(first, problems)
    if spaces > fault.at - problems.line_start(fault.at) and not _ENDED.search(problems.text, 0, fault.at):
        line = problems.span(fault.at, fault.at).line
        blanks = f"{spaces} space{'' if spaces == 1 else 's'}"
        message = f"this line begins after {blanks}, and the one on line {line}, which belongs beside it, further left"
        problems.add(BadIndent, first, first + spaces, message, _ALIGN)
        return True
    message = "the document ended above; nothing may follow"
    problems.add(YamlSyntax, fault.at, fault.at + 1, message, "take out the `...` or `%` line, or what follows it")
    return True


def _first_line(problems: TextDiagnostics) -> int:
    """Where the first line begins that is neither blank nor a comment, nor the mark of a beginning."""
    match = _FIRST_LINE.match(problems.text)
    return match.end() if match else 0


# From the parser's words to a message. ------------------------------------------------------------------------


def say_fault(fault: YamlFault, problems: TextDiagnostics) -> None:
    """Say what is wrong, by the first of the explanations that fits."""
    for explain in _EXPLANATIONS:
        if explain(fault, problems):
            return
    message = "YAML cannot make sense of the text from here on"
    problems.add(YamlSyntax, fault.at, fault.at + 1, message, "put the whole text in double quotes, or below `key: |`")


_EXPLANATIONS: Final[tuple[Callable[[YamlFault, TextDiagnostics], bool], ...]] = (
    odd_blank,
    tab,
    advice.quote,
    advice.escape,
    dash,
    list_on_key_line,
    colon,
    lonely_words,
    advice.bracket,
    under_dash,
    advice.special_start,
    after_the_end,
    advice.text_after,
    no_key,
    indent,
)
"""Asked in this order; each says the fault and answers True, or leaves it to the next."""
