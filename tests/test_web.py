import pytest

from cvpdf.web import ForbiddenError, _led_on


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example.com/x", "http://a.example.com/x"),
        ("http://a.example.com/x", "http://127.0.0.1/x"),
        ("http://a.example.com/x", "http://[::1]/x"),
        ("https://a.example.com/x", "https://192.168.1.1/x"),
        ("https://a.example.com/x", "https://169.254.169.254/x"),
        ("https://a.example.com/x", "https://localhost/x"),
        ("https://a.example.com/x", "https://router/x"),
        ("https://a.example.com/x", "https://nas.local/x"),
        ("https://a.example.com/x", "file:///etc/passwd"),
    ],
)
def test_a_redirection_stays_on_the_web_and_as_safe_as_it_began(url: str, target: str) -> None:
    with pytest.raises(ForbiddenError):
        _led_on(url, target)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://a.example.com/x", "https://b.example.com/x"),
        ("https://a.example.com/x", "https://8.8.8.8/x"),
        ("http://127.0.0.1:80/x", "http://127.0.0.1:81/x"),
    ],
)
def test_others_are_followed(url: str, target: str) -> None:
    assert _led_on(url, target) == target
