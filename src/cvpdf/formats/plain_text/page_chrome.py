"""Furniture: what a profile page shows beside the person's own text, and what is pasted along with it.

Buttons, counts and links of LinkedIn's pages, in the languages of its interface. Only lines that are nothing else are
taken for such; those that could be somebody's own words are known only above the first section.
"""

import re
from collections.abc import Iterable

from cvpdf.formats.transcript.lines import Line

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
