from cvpdf.outline.values import (
    Break,
    Contact,
    Entry,
    Fact,
    Group,
    Header,
    ItemList,
    Link,
    ListItem,
    Mark,
    Name,
    Outline,
    Paragraph,
    Section,
    Styled,
    Text,
    links_of,
    plain_text,
    text_of,
)
from cvpdf.path import SourcePath


def mark(*path: str | int, href: str | None = None) -> Mark:
    return Mark(path, (path,), (Text(str(path[-1])),), href=href)


NESTED = Entry(title=mark("work", 0, "positions", 0, "position"))
WHOLE_ENTRY = Entry(
    title=mark("work", 0, "position"),
    subtitle=mark("work", 0, "name"),
    dates=mark("work", 0, "startDate"),
    place=(mark("work", 0, "location"),),
    link=mark("work", 0, "url"),
    prose=(mark("work", 0, "summary"),),
    highlights=(mark("work", 0, "highlights", 0), mark("work", 0, "highlights", 1)),
    facts=(Fact(Name("score"), mark("label"), (mark("work", 0, "score"),)),),
    keywords=(mark("work", 0, "keywords", 0),),
    positions=(NESTED,),
)
GROUP = Group(mark("skills", 0, "name"), mark("skills", 0, "level"), (mark("skills", 0, "keywords", 0),))
PROSE = mark("basics", "summary")


def section(title: str, entries: tuple[Entry, ...] = (), groups: tuple[Group, ...] = ()) -> Section:
    prose = () if entries or groups else (PROSE,)
    return Section(Name(title), Name(title), mark("title", title), entries, groups, prose)


def test_marks_are_all_marks_in_order_without_what_is_only_offered() -> None:
    contact = Contact(Name("email"), mark("basics", "network"), (mark("basics", "email"),), mark("E-mail"))
    outline = Outline(
        "en",
        Header(
            name=mark("basics", "name"),
            label=mark("basics", "label"),
            contacts=(contact,),
            contact_title=mark("Contact"),
            personal_title=mark("Personal"),
        ),
        (section("summary"), section("work", entries=(WHOLE_ENTRY,)), section("skills", groups=(GROUP,))),
    )
    last: list[SourcePath] = [mark.origin[-1:] for mark in outline.marks()]
    assert [str(step) for (step,) in last] == (
        "name label network email summary summary work position name startDate location url summary 0 1 label score 0"
        " position skills name level 0"
    ).split()


def test_a_section_has_one_of_three_shapes() -> None:
    assert section("work", entries=(WHOLE_ENTRY,)).shape == "entries"
    assert section("skills", groups=(GROUP,)).shape == "groups"
    assert section("summary").shape == "prose"


RICH = Mark(
    (),
    (),
    blocks=(
        Paragraph(
            (Text("see "), Link("https://a.example", (Styled("strong", (Text("this"),)),)), Break(), Text("now"))
        ),
        ItemList(
            (
                ListItem("1.", (Paragraph((Styled("emphasis", (Link("https://b.example", (Text("one"),)),)),)),)),
                ListItem("2.", (Paragraph((Text("two"),)), ItemList((ListItem(None, (Paragraph((Text("deep"),)),)),)))),
            )
        ),
    ),
)


def test_text_is_the_letters_without_their_form() -> None:
    assert text_of(RICH).split() == "see this now one two deep".split()
    assert plain_text((Text("C"), Styled("code", (Text("++"),)))) == "C++"


def test_links_are_found_however_deep() -> None:
    assert links_of(RICH) == ["https://a.example", "https://b.example"]
    assert links_of(mark("url", href="https://c.example")) == ["https://c.example"]
    assert links_of(mark("name")) == []
