import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from cvpdf.web import ForbiddenError, WebError, _led_on, fetch

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-More: and more, and more, and more\r\n\r\nok"


@dataclass
class Dripping:
    """A server that answers a byte at a time, until it is told that nobody waits any more."""

    url: str
    given_up: threading.Event = field(default_factory=threading.Event)
    sent: int = 0

    def answer(self, server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(4096)
            for byte in ANSWER:
                if self.given_up.wait(0.02):
                    return
                connection.send(bytes((byte,)))
                self.sent += 1


@pytest.fixture
def dripping(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dripping]:
    monkeypatch.setenv("no_proxy", "*")
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = Dripping(f"http://127.0.0.1:{server.getsockname()[1]}/ada.png")
        thread = threading.Thread(target=place.answer, args=(server,))
        thread.start()
        yield place
        place.given_up.set()
        thread.join()


def test_the_time_is_that_of_the_whole_exchange(dripping: Dripping) -> None:
    with pytest.raises(WebError, match=r"it takes longer than 0\.2 seconds"):
        fetch(dripping.url, 10, 0.2)
    dripping.given_up.set()
    assert dripping.sent < ANSWER.index(b"\r\n\r\n"), "all of the header was waited for"


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
