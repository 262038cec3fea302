import pytest

from cvpdf.model.links import Refusal, bare_doi, doi_target, email_target, phone_target, read_target, web_target
from cvpdf.outline.printed_values import shortened


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://example.com/a_b?c=d&e=%20#f", "https://example.com/a_b?c=d&e=%20#f"),
        ("HTTP://example.com", "HTTP://example.com"),
        ("mailto:ada@example.com", "mailto:ada@example.com"),
        ("tel:+442079460000", "tel:+442079460000"),
        ("example.com/x", "https://example.com/x"),
        ("example.com:8080", "https://example.com:8080"),
        ("//example.com/x", "https://example.com/x"),
        ("https://example.com/é|50%", "https://example.com/%C3%A9%7C50%25"),
        ("example.com/cv.pdf", "https://example.com/cv.pdf"),
        ("javascript:alert(1)", Refusal.UNSAFE),
        ("JavaScript:alert(1)", Refusal.UNSAFE),
        ("data:text/html,x", Refusal.UNSAFE),
        ("file:///etc/passwd", Refusal.UNSAFE),
        ("cv.pdf", Refusal.RELATIVE),
        ("../cv.pdf", Refusal.RELATIVE),
        ("#work", Refusal.RELATIVE),
        ("https://", Refusal.RELATIVE),
        ("ada@example.com", Refusal.RELATIVE),
        ("", Refusal.RELATIVE),
    ],
)
def test_where_a_link_leads(written: str, target: str | Refusal) -> None:
    assert read_target(written) == target


def test_an_address_that_can_be_no_link() -> None:
    assert web_target("javascript:alert(1)") is None


@pytest.mark.parametrize(
    ("email", "target"),
    [
        ("ada@example.com", "mailto:ada@example.com"),
        ("ada.ä@example.com", "mailto:ada.%C3%A4@example.com"),
        ("ada at example.com", None),
        ("a@example.com, b@example.com", None),
    ],
)
def test_email(email: str, target: str | None) -> None:
    assert email_target(email) == target


@pytest.mark.parametrize(
    ("phone", "target"),
    [
        ("+44 (0)20 7946-0000", "tel:+4402079460000"),
        ("020.7946.0000", "tel:02079460000"),
        ("(912) 555-4321", "tel:9125554321"),
        ("+44 20 7946 0000 ext. 3", None),
        ("+44 20 7946 XXXX", None),
        ("112", None),
        ("1/2/3/4/5+", None),
    ],
)
def test_phone(phone: str, target: str | None) -> None:
    assert phone_target(phone) == target


@pytest.mark.parametrize(
    "written", ["10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182"]
)
def test_doi(written: str) -> None:
    assert bare_doi(written) == "10.1000/182"
    assert doi_target(written) == "https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://www.example.com/", "www.example.com"),
        ("http://example.com/a/", "example.com/a"),
        ("https://example.com/?q=a/", "example.com/?q=a/"),
        ("mailto:ada@example.com", "ada@example.com"),
        ("example.com", "example.com"),
        ("https://", "https://"),
    ],
)
def test_how_an_address_is_printed(url: str, printed: str) -> None:
    assert shortened(url) == printed
