"""What Markdown means in a résumé: markdown-it with few of its rules, and some of them stricter.

Whatever people type into a résumé without thinking of Markdown comes out as typed: `C++`, `5*3*2`, `__init__`,
`2024. I did`. Of HTML the simplest tags are read, where they are closed. Importing this costs the whole of markdown-it.
What cvpdf takes from it beyond its documented API is here, and nobody else reaches for it.
"""

import re
import unicodedata
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt

from cvpdf.libraries import needing
from cvpdf.model.links import Refusal, read_target
from cvpdf.outline.html_tags import ENTITY, INLINE, href, pairs, unescaped
from cvpdf.words import has_unspaced

# The state that a rule reads and changes, and the rule for lists: rules can be added, but what a rule is given is told
# by the code alone. No upstream issue is known.
with needing("markdown-it-py", "markdown_it") as needs:
    from markdown_it import helpers
    from markdown_it.rules_block import StateBlock, list_block
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Delimiter

    needs.call(list_block, "state", "line", "end", "silent")
    needs.mentions(StateBlock.__init__, "src", "bMarks", "eMarks", "tShift", "sCount", "listIndent")
    needs.mentions(StateInline.__init__, "src", "md", "env", "tokens", "pos", "posMax", "linkLevel", "delimiters")
    needs.names(StateInline, "pending", "push")
    needs.call(Delimiter, "marker", "length", "token", "end", "open", "close")
    needs.call(helpers.parseLinkLabel, "state", "start", disableNested=True)

REFUSED = "refused"
"""The parser's environment lists under this key what was refused: pairs of a target and its Refusal."""

_RULES = ("list", "newline", "backticks", "escape", "emphasis", "link", "balance_pairs", "fragments_join", "text_join")
_ESCAPABLE = frozenset("\\`*_[]()")
_MARKERS = "*_"
_OPENING = frozenset("([{「『（［｛【〈《〔")
_CLOSING = frozenset(")]}」』）］｝】〉》〕、。，．！？：；")
"""Behind the first nothing closes, and before the second nothing opens."""

_NEARBY = 8
_TYPED_LINE = re.compile(r"\d{3,}[.)]|[-+*](?: [-+*])+$", re.ASCII)
_TARGET = re.compile(
    r"""\(\s*
    (?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()\\]|\\.|\([^\s()]*\))++))
    (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?
    \s*\)""",
    re.VERBOSE,
)
_ENTITY = re.compile(ENTITY)
_SCHEME = re.compile(r"(?<![^\W_])https?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"://[^\s<>\"`\\\[\]|{}\u3001\u3002\uff08\uff09\uff0c]+")
_SENTENCE_END = frozenset(".,;:!?'\"*_…’”»")


@cache
def parser() -> MarkdownIt:
    """Build the parser, once."""
    markdown = MarkdownIt("zero").enable(_RULES)
    markdown.block.ruler.at("list", _list, {"alt": ["paragraph"]})
    markdown.block.ruler.before("list", "typed_line", _typed_line, {"alt": ["list"]})
    markdown.block.ruler.before("list", "unindented", _unindented, {"alt": ["paragraph"]})
    markdown.inline.ruler.at("escape", _escape)
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.inline.ruler.at("link", _link)
    markdown.inline.ruler.after("newline", "address", _address)
    markdown.inline.ruler.after("newline", "tag", _tag)
    markdown.inline.ruler.after("newline", "entity", _entity)
    return markdown


def _is_typed_line(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return _TYPED_LINE.match(state.src, start, state.eMarks[line]) is not None


def _list(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A list, unless its first number is a year, or nothing but a row of markers was typed."""
    return not _is_typed_line(state, line) and list_block(state, line, end, silent)


def _typed_line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """What is no item also ends a list that it would continue."""
    return silent and _is_typed_line(state, line)


def _unindented(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A line as far left as a list's own bullets closes the list: it is the text after it, not its last item's."""
    return silent and 0 <= state.sCount[line] <= state.listIndent


def _escape(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A backslash, only before characters that mean something here."""
    pair = state.src[state.pos : min(state.pos + 2, state.posMax)]
    if pair[0] != "\\" or pair[1:] not in _ESCAPABLE:
        return False
    if not silent:
        state.push("text_special", "", 0).content = pair[1]
    state.pos += 2
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`*x*`, `**x**` and `_x_`, at the edges of words only; `__` is a name of Python's."""
    marker = state.src[state.pos]
    if silent or marker not in _MARKERS:
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    length = end - state.pos
    opens, closes = (False, False) if marker == "_" and length > 1 else _edges(state, state.pos, end)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        if opens or closes:
            delimiter = Delimiter(ord(marker), length, len(state.tokens) - 1, -1, opens, closes)
            state.delimiters.append(delimiter)
    state.pos = end
    return True


def _edges(state: StateInline, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run of markers may open, and whether it may close; one that could do both was typed as it is.

    Stars between letters of a script without spaces may do both: `会社で**主任**として`.
    """
    before = state.src[max(0, start - _NEARBY) : start].rstrip(_MARKERS)[-1:] or " "
    after = state.src[end : min(end + _NEARBY, state.posMax)].lstrip(_MARKERS)[:1] or " "
    spaced = _is_word if state.src[start] == "_" else _is_spaced_word
    opens = not (after.isspace() or after in _CLOSING or spaced(before) or before in ")]}")
    closes = not (before.isspace() or before in _OPENING or spaced(after) or after in "([{")
    if opens and closes:
        return _is_word(after) or after in _OPENING, _is_word(before) or before in _CLOSING
    return opens, closes


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _is_spaced_word(character: str) -> bool:
    """Whether a letter or digit belongs to a word that spaces part from others."""
    return _is_word(character) and not has_unspaced(character)


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`[text](target)`; a target that may not be linked leaves all of it as typed."""
    if state.src[state.pos] != "[":
        return False
    start, limit = state.pos, state.posMax
    label_end = state.md.helpers.parseLinkLabel(state, start, disableNested=True)
    match = _TARGET.match(state.src, label_end + 1, limit) if label_end > 0 else None
    if match is None:
        return False
    written = match["angled"] if match["plain"] is None else match["plain"]
    target = read_target(written)
    if isinstance(target, Refusal):
        if not silent:
            state.env.setdefault(REFUSED, []).append((written, target))
        return False
    if not silent:
        state.pos, state.posMax = start + 1, label_end
        state.push("link_open", "a", 1).attrs = {"href": target}
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1).meta = {"typed": written}
    state.pos, state.posMax = match.end(), limit
    return True


def _tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A simple tag of HTML with what it holds; one whose target may not be linked only shows its text."""
    if state.src[state.pos] != "<":
        return False
    paired = state.env.setdefault("pairs", {})
    if state.src not in paired:
        paired[state.src] = pairs(state.src)
    opened, closed = paired[state.src].get(state.pos, (None, None))
    kind = INLINE.get(opened["name"].lower()) if opened else None
    if kind is None or closed.end() > state.posMax:
        return False
    limit = state.posMax
    if not silent:
        target = _link_target(state, opened) if kind == "link" else None
        before, after = ("", "") if kind in ("", "link") and target is None else (f"{kind}_open", f"{kind}_close")
        _typed(state, before, opened[0], 1, target)
        state.linkLevel += target is not None
        state.pos, state.posMax = opened.end(), closed.start()
        state.md.inline.tokenize(state)
        state.linkLevel -= target is not None
        _typed(state, after, closed[0], -1)
    state.pos, state.posMax = closed.end(), limit
    return True


def _link_target(state: StateInline, tag: re.Match[str]) -> str | None:
    """Where a tag leads, None where no link may be made of it: within another, or by what it says."""
    written = href(tag)
    if state.linkLevel or not written:
        return None
    target = read_target(written)
    if isinstance(target, Refusal):
        state.env.setdefault(REFUSED, []).append((written, target))
        return None
    return target


def _typed(state: StateInline, kind: str, text: str, nesting: Literal[1, -1], target: str | None = None) -> None:
    """Push a token for a tag, with what was typed; a tag that does nothing to its text is one without content."""
    token = state.push(kind or "tag", "", nesting if kind else 0)
    token.meta = {"typed": text}
    if target is not None:
        token.attrs = {"href": target}


def _entity(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`&amp;`: a character by its name or number, in which nothing is Markdown."""
    match = _ENTITY.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "&" else None
    character = unescaped(match[0]) if match else None
    if match is None or character is None:
        return False
    if not silent:
        token = state.push("entity", "", 0)
        token.content, token.meta = character, {"typed": match[0]}
    state.pos = match.end()
    return True


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`https://…` in running text: a link on its own text, in which no marker means anything."""
    if state.src[state.pos] != ":":
        return False
    scheme = _SCHEME.search(state.src[max(0, state.pos - len(" https")) : state.pos])
    match = _ADDRESS.match(state.src, state.pos, state.posMax) if scheme else None
    rest = _without_sentence_end(match[0]) if match else ""
    if not scheme or isinstance(target := read_target(scheme[0] + rest), Refusal):
        return False
    if not silent:
        if not state.pending.endswith(scheme[0]):
            return False
        if state.linkLevel:
            state.pending += rest
        else:
            state.pending = state.pending.removesuffix(scheme[0])
            state.push("link_open", "a", 1).attrs = {"href": target}
            state.push("text", "", 0).content = scheme[0] + rest
            state.push("link_close", "a", -1)
    state.pos += len(rest)
    return True


def _without_sentence_end(address: str) -> str:
    """Leave out what ends the sentence and not the address: punctuation, and a `)` that was opened before."""
    end, excess = len(address), address.count(")") - address.count("(")
    while end and (address[end - 1] in _SENTENCE_END or (address[end - 1] == ")" and excess > 0)):
        excess -= address[end - 1] == ")"
        end -= 1
    return address[:end]
