import pytest

from cvpdf.formats.plain_text.page_chrome import is_furniture, is_logo, is_tab, without_more
from cvpdf.formats.transcript.lines import Line


def line(text: str) -> Line:
    return Line(text, "cv.txt", 1)


@pytest.mark.parametrize(
    "text",
    """
    500+ connections; 1,234 followers; · 1.234 Follower; 2 345 abonnés; 1,234 followers · 500+ connections
    500+ Kontakte; Mehr als 500 Kontakte; más de 500 contactos; 500+ collegamenti; 500+ conexões; 500+ kontaktów
    See more; …see more; Show less; Show credential; Show all 12 skills; Show all 5 experiences →; Mehr anzeigen
    Alle 12 Kenntnisse anzeigen; Afficher les 12 compétences; Voir plus; Mostrar todas las aptitudes; Mostra altro
    Exibir todas as competências; Alle 12 vaardigheden weergeven; Pokaż wszystkie umiejętności; Visa alla kompetenser
    Показать ещё; 显示更多; 3 endorsements; Endorsed by 2 colleagues at Loom & Card; Page 1 of 3; Seite 2 von 3
    """.replace("\n", ";").split(";"),
)
def test_what_belongs_to_the_page_is_known_anywhere(text: str) -> None:
    assert not text.strip() or is_furniture(line(text.strip()))


@pytest.mark.parametrize("text", ["Contact info", "· 3rd", "Connect", "Message", "More", "Folgen", "She/Her"])
def test_what_may_be_somebodys_words_is_known_above_the_sections_only(text: str) -> None:
    assert is_furniture(line(text), above=True)
    assert not is_furniture(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "Grew the newsletter from 0 to 1,234 followers",
        "Won 500+ connections a month.",
        "Show jumping",
        "Showed all of it to more people",
        "See More Ltd",
        "12 followers of the method were trained",
        "Connections",
        "Credential ID ABC-1",
        "More than ten years of experience",
        "Mehr Wert GmbH",
        "Python",
        "",
    ],
)
def test_what_only_sounds_so_is_the_persons(text: str) -> None:
    assert not is_furniture(line(text), above=True)


@pytest.mark.parametrize("more", [" …see more", "… mehr", "...ver más", " … voir plus"])
def test_a_text_that_was_cut_short_loses_the_button(more: str) -> None:
    text, button = without_more(line(f"I build machines.{more}"))
    assert text.text == "I build machines."
    assert button
    assert button.text == more.strip()
    assert button.column == len(text.text) + 1 + (len(more) - len(more.strip()))


def test_a_long_line_keeps_its_place() -> None:
    text, button = without_more(line("word " * 200 + "…see more"))
    assert text.text.rstrip() == ("word " * 200).rstrip()
    assert button
    assert button.column == 1001
    assert without_more(line("I see more than you"))[1] is None


@pytest.mark.parametrize(
    "text", ["Loom & Card logo", "Loom & Card's logo", "Logotipo de Loom & Card", "Logo von Loom & Card"]
)
def test_a_picture_is_known_by_the_name_below_it(text: str) -> None:
    assert is_logo(line(text), [line("Engineer"), line("Loom & Card · Full-time")])
    assert not is_logo(line(text), [line("Engineer"), line("Another Ltd")])


def test_a_tab_is_known_in_its_section_only() -> None:
    assert is_tab(line("Companies"), "interests")
    assert not is_tab(line("Companies"), "skills")
    assert not is_tab(line("Companies"), None)
