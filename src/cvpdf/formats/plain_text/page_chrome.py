"""The lines of a pasted profile page that are the person's: without buttons and counts, each once."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from cvpdf.formats.transcript.lines import Line, Notes, without_blanks
from cvpdf.formats.transcript.periods import duration_in, period_in
from cvpdf.formats.transcript.sections import TextSection
from cvpdf.formats.transcript.vocabulary import AT, section_named

# The person's lines. ------------------------------------------------------------------------------------------


_MOST_CLOSING = 4
"""Lines that the end of a letter has: a greeting, a name, what that is."""
_NEAR = 5
"""Lines below the picture of an employer, among which its name stands."""


def own_lines(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """The lines that are the person's, each once, with blank ones for the others."""
    once, again = without_doubles(list(_without_furniture(lines, notes)))
    notes.understood(*again)
    kept = without_blanks(once)
    logos = {line.number for index, line in enumerate(kept) if is_logo(line, kept[index + 1 : index + _NEAR])}
    notes.furniture(*(line.stripped() for line in kept if line.number in logos))
    return [replace(line, text="") if line.number in logos else line for line in once]


def _without_furniture(lines: Sequence[Line], notes: Notes) -> Iterator[Line]:
    """The lines with blank ones for those that are the page's; a text that has sections may be cut in the middle.

    Buttons whose words could be somebody's own stand above the first section, or below a count of followers.
    """
    above, below, inside = True, False, None
    skipped = _of_the_page(lines)
    for index, line in enumerate(lines):
        if index in skipped:
            notes.furniture(*([] if line.blank else [line.stripped()]))
            yield replace(line, text="")
            continue
        inside = section_named(line.text) or inside
        above = above and inside in {None, "contact"}
        text, more = without_more(line)
        found = is_furniture(line, above=above or below) or is_tab(line, inside)
        if found:
            notes.furniture(line.stripped())
            yield replace(line, text="")
        else:
            if more:
                notes.furniture(more)
            yield text
        below = found or (below and line.blank)


def _of_the_page(lines: Sequence[Line]) -> set[int]:
    """The lines of whole parts of a page that are not the person's: posts, other people, the end of a letter."""
    found: set[int] = set()
    inside = False
    for index, line in enumerate(lines):
        following = without_blanks(lines[index + 1 : index + _NEAR])
        begins = is_tail(line) or is_activity(line, following)
        inside = begins or (inside and section_named(line.text) is None)
        if inside:
            found.add(index)
    kept = [index for index, line in enumerate(lines) if not line.blank and index not in found]
    end = next((index for index in kept[-_MOST_CLOSING:] if is_closing(lines[index])), None)
    return found | (set(range(end, len(lines))) if end else set())


def is_cause(line: Line, inside: TextSection, lines: Sequence[Line]) -> bool:
    """Whether a line is what somebody volunteers for, and no heading: `Education`, right below dates that say how long.

    Only where the text has such a heading besides.
    """
    above = inside.lines[-1] if inside.key == "volunteer" and inside.lines else None
    if above is None or period_in(above) is None or duration_in(above) is None:
        return False
    return sum(other.text.strip() == line.text.strip() for other in lines) > 1


def without_repeats(sections: Sequence[TextSection], notes: Notes) -> Iterator[TextSection]:
    """The sections without the lines below a skill that say in which position it was used."""
    known = {
        part.text
        for section in sections
        if section.key in {"work", "education", "volunteer", "projects"}
        for line in section.lines
        for part in (line.stripped(), line.part(0, line.text.find(" · ") if " · " in line.text else None))
    }
    for section in sections:
        again = [line for line in section.lines if section.key == "skills" and _is_used_at(line, known)]
        notes.furniture(*(line.stripped() for line in again))
        yield replace(section, lines=[line for line in section.lines if line not in again])


def _is_used_at(line: Line, known: set[str]) -> bool:
    text = line.text.strip()
    return any({text[: match.start()], text[match.end() :]} <= known for match in AT.finditer(text))


# Lines that a browser copies twice. ---------------------------------------------------------------------------


_FEWEST = 4
_RARELY = 8  # of so many lines at least one is doubled, else it is no such copy
_LONGEST_RUN = 40
_NEARLY = 4  # letters by which both times differ in length
_SHORTEST = 2
_SPOKEN = re.compile(r"\s+(?:to|bis|au|hasta|al|até|tot|do|till|til)\s+|\s*[-–—]\s*")


def without_doubles(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without those that only say again what stands above them, and those.

    A text in which few lines are doubled was not copied so, and stays as it is. What is doubled is one line
    (`Engineer` twice in a row, or `EngineerEngineer`), or several in a row, of which the last may run into the first
    of the second time. The copy for screen readers may write out the mark of a period: `2020 to 2021`.
    """
    kept = without_blanks(lines)
    found = _Doubles(kept)
    if len(found.gone) < max(_FEWEST, len(kept) // _RARELY):
        return list(lines), []
    instead = {line.number: line for line in found.instead}
    gone = {line.number for line in found.gone if line.number not in instead}
    return [instead.get(line.number, line) for line in lines if line.number not in gone], found.gone


class _Doubles:
    """What is doubled in a text: the stretches that go, and the lines of which only a part stays."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.gone: list[Line] = []
        self.instead: list[Line] = []
        self._lines = lines
        self._keys = [_key(line.text) for line in lines]
        at = 0
        while at < len(lines):
            at += self._run(at) or self._joined_run(at) or 1

    def _run(self, at: int) -> int:
        """Lines that stand there twice, one run behind the other; how many lines both take."""
        for length in range(1, min(_LONGEST_RUN, (len(self._keys) - at) // 2) + 1):
            if self._keys[at] != self._keys[at + length]:
                continue
            if self._keys[at : at + length] == self._keys[at + length : at + 2 * length]:
                self.gone += [line.stripped() for line in self._lines[at + length : at + 2 * length]]
                return 2 * length
        return 0

    def _joined_run(self, at: int) -> int:
        """The same, where the end of the first time and the start of the second are on one line."""
        for length in range(min(_LONGEST_RUN, (len(self._keys) - at - 1) // 2) + 1):
            if self._keys[at + 1 : at + length] != self._keys[at + length + 1 : at + 2 * length]:
                continue
            middle, last = self._lines[at + length].stripped(), self._lines[at + 2 * length].text.strip()
            wanted = (self._keys[at + 2 * length], self._keys[at]) if length else None
            cut = _cut(middle.text, len(last) if length else len(middle.text) // 2, wanted)
            if cut:
                rest = self._lines[at + length + 1 : at + 2 * length + 1]
                self.instead.append(middle.part(0, cut))
                self.gone += [middle.part(cut), *(line.stripped() for line in rest)]
                return 2 * length + 1
        return 0


def _cut(text: str, about: int, wanted: tuple[str, str] | None) -> int:
    """Where a line goes over from the first time to the second, zero where it does not; `wanted` is what both are."""
    for at in range(max(about - _NEARLY, 1), min(about + _NEARLY, len(text) - 1) + 1):
        if text[at].isspace() or text[at - 1].isspace():
            continue  # `Baden Baden` is a name
        head, tail = _key(text[:at]), _key(text[at:])
        if head and ((head, tail) == wanted if wanted else head == tail and len(head) >= _SHORTEST):
            return at
    return 0


def _key(text: str) -> str:
    return _SPOKEN.sub("-", " ".join(text.split())).casefold()


# Patterns of what is not the person's. ------------------------------------------------------------------------
# Buttons, counts and links of LinkedIn's pages, in the languages of its interface. Only lines that are nothing else
# are taken for such; those that could be somebody's own words are known only above the first section.


_COUNT = r"(?:mehr als |plus de |più di |más de |mais de |meer dan |ponad |над )?\d[\d.,\s\u00a0\u202f]*\+?"
_PEOPLE = """
    connections?; followers?; mutual connections?; Kontakte?; Follower(?:innen)?(?: und Follower)?; relations?;
    abonnés?; contactos?; seguidores?; collegament[oi]; follower; conexões; conexão; seguidor(?:es)?; connecties?;
    volgers?; kontakt(?:y|ów); obserwujących; kontakter?; följare; forbindelser?; følgere; bağlantı; takipçi;
    контакт(?:а|ов)?; подписчик(?:а|ов)?; 位联系人|位聯絡人; 位关注者|位關注者; 人のつながり|つながり; フォロワー"""
_MORE = """
    (?:show|see) (?:more|less|credential|translation|project|publication|patent); (?:show|see) all(?: \\w+){0,3};
    mehr (?:an)?zeigen; mehr anzeigen; weniger anzeigen; alle (?:\\d+ )?.{1,40} anzeigen;
    nachweis anzeigen; voir plus; voir moins; (?:afficher|voir) (?:plus|moins|tou(?:te)?s les .{1,60});
    afficher les \\d+ .{1,60};
    afficher l['’]identifiant; ver más; ver menos; mostrar (?:más|menos|tod[oa]s .{1,60}|credencial);
    vedi altro; mostra (?:altro|meno|tutt[ei] .{1,60}|credenziale); ver mais; (?:exibir|mostrar|ver) (?:mais|menos);
    exibir tod[oa]s .{1,60}; exibir credencial; meer weergeven; minder weergeven; alle .{1,40} weergeven;
    toon (?:meer|alle .{1,60}); pokaż (?:więcej|mniej|wszystkie.{0,60}); wyświetl więcej;
    visa (?:mer|mindre|alla .{1,60});
    vis (?:mere|mer|mindre|alle .{1,60}); se (?:mere|mer); daha fazla(?: göster)?; tümünü göster;
    ещё|показать (?:ещё|еще|все .{1,60}|учётные данные); 展开|显示更多|顯示更多|查看更多|もっと見る|すべて表示"""
_ALSO = """
    \\d+ endorsements?; endorsed by .{1,80}; \\d+ (?:kenntnisbestätigungen|recommandations de compétence|validaciones);
    \\d+ (?:experiences?|educational experiences?|projects?)(?: (?:at|across) .{1,100});
    passed linkedin skill assessment;
    (?:company|school|organi[sz]ation|profile|cover) (?:logo|photo|picture|image); (?:firmen|unternehmens)logo; logo;
    helped me get this job; other authors; other creators; other contributors;
    [^\\W\\d_][\\w ./-]{1,40}, (?:den|le|il) \\d{1,2}\\. ?(?:[^\\W\\d_]+|\\d{1,2}\\.) ?\\d{4};
    (?:curriculum vitae|cv|r[ée]sum[ée])\\b.{0,60}\\bpage \\d+(?: of \\d+)?; page \\d+; \\d+ ?/ ?\\d+ pages?;
    people also viewed; people you may know; .{1,60} hasn['’]t posted (?:yet|lately);
    (?:page|seite|página|pagina|sida|side|strona|sayfa|страница) \\d+ (?:of|von|sur|de|di|van|av|af|z|из|/) \\d+;
    recent posts .{1,80} will be displayed here\\.?"""
_TOP = """
    (?:1st|2nd|3rd\\+?)(?: degree connection)?; open to work; contact info; kontaktinfo;
    kontaktinformationen?; coordonnées; información de contacto; informazioni di contatto;
    informações de contato; contactgegevens; dane kontaktowe; kontaktuppgifter; iletişim bilgileri;
    контактные сведения; 联系方式; 連絡先情報; connect; follow; following; message; more; pending; visit my website;
    vernetzen; folgen; nachricht; mehr; se connecter; suivre; message; plus; conectar; seguir; mensaje; más;
    (?:she|he|they|sie|er|elle|il|ella|él)/(?:her|him|them|ihr|ihm|elle|lui|ella|él)(?:/\\w+)?; talks about .{1,120};
    skip to (?:search|main content|content|navigation); keyboard shortcuts; close jump menu;
    \\d+ (?:new )?(?:notifications?|messages?)(?: total)?; \\d+ new (?:feed updates|network updates).{0,30};
    home; my network; jobs; messaging; notifications; me; for business; learning; advertise;
    try premium .{1,40}; start a post; background image; (?:view )?profile (?:photo|picture)(?: of .{1,60})?;
    zum (?:hauptinhalt|suchfeld) springen; startseite; ihr netzwerk; nachrichten; mitteilungen; für unternehmen;
    aller au contenu principal; accueil; réseau; emplois; messagerie; pour les entreprises;
    ir al contenido principal; inicio; mi red; empleos; mensajes; notificaciones; yo; para negocios;
    verified; verify now; has a verified account; provides services; open to; add verification badge;
    add profile section; edit profile; enhance profile; resources; add section"""


def _any(words: str) -> str:
    return "|".join(" ".join(word.split()) for word in words.split(";") if word.strip())


_EDGES = r"[\s·•…\.→>]*"
_COUNTED = rf"{_COUNT}\s*(?:{_any(_PEOPLE)})"
_ANYWHERE = re.compile(
    rf"{_EDGES}(?:{_COUNTED}(?:\s*[·•,]?\s*{_COUNTED})?|{_any(_MORE)}|{_any(_ALSO)}){_EDGES}", re.IGNORECASE
)
_ABOVE = re.compile(rf"{_EDGES}(?:{_any(_TOP)}){_EDGES}", re.IGNORECASE)
_TAIL = re.compile(
    rf"{_EDGES}(?:people also viewed|people you may know|more profiles for you|explore premium profiles|"
    r"you might (?:also )?like|pages for you|who your viewers also viewed|"
    r"andere interessante profile|weitere profile für (?:sie|dich)|personen, die (?:sie|du) vielleicht kenn(?:en|st)|"
    r"autres profils consultés|plus de profils pour vous|las personas también vieron|más perfiles para ti|"
    rf"quiénes también vieron|altri profili consultati|mais perfis para você|as pessoas também viram){_EDGES}",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(
    rf"{_EDGES}(?:activity|recent activity|aktivität(?:en)?|activités?|actividad|attività|atividades?|activiteit|"
    rf"aktywność|aktivitet){_EDGES}",
    re.IGNORECASE,
)
_ACTIVITY_TABS = re.compile(
    rf"{_EDGES}(?:create a post|posts|comments|beiträge|kommentare|posts|commentaires){_EDGES}", re.IGNORECASE
)
_COUNTED_ALONE = re.compile(rf"{_EDGES}{_COUNTED}{_EDGES}", re.IGNORECASE)
_CLOSING = re.compile(
    r"\s*(?:(?:(?:kind|best|warm) )?regards|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|"
    r"mit freundlichen grüßen|(?:viele|beste|freundliche) grüße|cordialement|bien cordialement|atentamente|"
    r"un saludo|cordiali saluti|distinti saluti|atenciosamente|met vriendelijke groet(?:en)?|z poważaniem)\s*[,.!]?\s*",
    re.IGNORECASE,
)
_TABS = {
    "interests": re.compile(rf"{_EDGES}(?:top voices|companies|groups|newsletters|schools){_EDGES}", re.IGNORECASE),
    "references": re.compile(rf"{_EDGES}(?:received|given|pending|(?:1st|2nd|3rd\\+?)){_EDGES}", re.IGNORECASE),
}
_BEHIND = re.compile(
    r"\s*(?:…|\.\.\.)\s*(?:(?:see|show) more|mehr (?:an)?zeigen|mehr|voir plus|ver más|vedi altro|ver mais"
    r"|meer weergeven|więcej|visa mer|se mere|daha fazla|ещё|展开)\s*$",
    re.IGNORECASE,
)
_LOGO = re.compile(
    r"(.{1,100}?)['’]?s?[ -](?:company |school )?logo|(?:logotipo|logotyp|logo) (?:de |do |da |von |van |du |di |"
    r"för )?(.{1,100})",
    re.IGNORECASE,
)
_LONGEST = 140


def is_furniture(line: Line, *, above: bool = False) -> bool:
    """Whether a line is part of the page and not of the person; `above` that nothing but the page's can stand there."""
    if not line.text.strip() or len(line.text) > _LONGEST:
        return False
    return _ANYWHERE.fullmatch(line.text) is not None or (above and _ABOVE.fullmatch(line.text) is not None)


def is_tail(line: Line) -> bool:
    """Whether a line is the heading of what a page shows of other people, below all that is the person's."""
    return _TAIL.fullmatch(line.text) is not None


def is_activity(line: Line, following: Iterable[Line]) -> bool:
    """Whether a line is the heading of what somebody posted: below it stand a count of followers, or tabs."""
    if _ACTIVITY.fullmatch(line.text) is None:
        return False
    return any(_COUNTED_ALONE.fullmatch(other.text) or _ACTIVITY_TABS.fullmatch(other.text) for other in following)


def is_closing(line: Line) -> bool:
    """Whether a line is the end of a letter: `Kind regards,`."""
    return _CLOSING.fullmatch(line.text) is not None


def is_tab(line: Line, inside: str | None) -> bool:
    """Whether a line is a tab or a mark that a page shows within one kind of section."""
    pattern = _TABS.get(inside or "")
    return pattern is not None and pattern.fullmatch(line.text) is not None


def is_logo(line: Line, following: Iterable[Line]) -> bool:
    """Whether a line describes the picture beside an entry: `Loom & Card logo`, above a line that names Loom & Card."""
    match = _LOGO.fullmatch(line.text.strip())
    name = (match[1] or match[2]).casefold() if match else ""
    return any(name in other.text.casefold() for other in following) if name else False


def without_more(line: Line) -> tuple[Line, Line | None]:
    """A line without the `…see more` at its end, and that."""
    match = _BEHIND.search(line.text[-_LONGEST:])
    if match is None:
        return line, None
    start = max(len(line.text) - _LONGEST, 0) + match.start()
    return line.part(0, start, ""), line.part(start)
