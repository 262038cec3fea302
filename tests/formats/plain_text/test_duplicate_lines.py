from cvpdf.formats.plain_text.page_chrome import without_doubles
from cvpdf.formats.transcript.lines import lines_of

PAGE = """Ada Example
Ada Example
Experience
Experience
Senior EngineerSenior Engineer
Loom & Card
Loom & Card
Jan 2020 - Present · 2 yrs
Jan 2020 to Present · 2 yrs
Led a team.
Built a ledger.Led a team.
Built a ledger."""


def once(text: str) -> list[str]:
    return [line.text for line in without_doubles(lines_of(text, "cv.txt"))[0]]


def test_what_a_browser_copies_twice_is_there_once() -> None:
    assert once(PAGE) == [
        "Ada Example",
        "Experience",
        "Senior Engineer",
        "Loom & Card",
        "Jan 2020 - Present · 2 yrs",
        "Led a team.",
        "Built a ledger.",
    ]


def test_each_line_keeps_its_place_and_what_goes_is_told() -> None:
    lines, again = without_doubles(lines_of(PAGE, "cv.txt"))
    assert [line.number for line in lines] == [1, 3, 5, 6, 8, 10, 11]
    assert [(line.number, line.column, line.text) for line in again][:3] == [
        (2, 1, "Ada Example"),
        (4, 1, "Experience"),
        (5, 16, "Senior Engineer"),
    ]


def test_a_text_that_says_a_few_things_twice_stays_as_it_is() -> None:
    text = "2022 - Now\n2022 - Now\nBaden Baden\nEngineer\nLoom & Card\nLeeds"
    assert once(text) == text.split("\n")
    names = "Baden Baden\nPago Pago\nWalla Walla\nBora Bora\nWagga Wagga"
    assert once(names) == names.split("\n")
