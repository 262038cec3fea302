"""Pictures drawn for a test, and a web site on this machine."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

Draw = Callable[..., bytes]


@pytest.fixture(scope="session")
def draw() -> Draw:
    """Draw a picture: dark above, bright below, so that its way up can be told."""

    def make(
        kind: str = "PNG", size: tuple[int, int] = (60, 80), mode: str = "RGB", *, dark: object = None, **save: object
    ) -> bytes:
        picture = Image.new("RGB", size, "#f0e8d8")
        picture.paste("#203040", (0, 0, size[0], size[1] // 2))
        given = picture.convert(mode) if dark is None else Image.new(mode, size, dark)  # type: ignore[arg-type]
        written = io.BytesIO()
        given.save(written, kind, **save)
        return written.getvalue()

    return make


@dataclass
class Site:
    """A site on this machine: `answers` by path, and the paths that were asked."""

    port: int = 0
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def has(self, path: str, content: bytes) -> str:
        self.answers[path] = (200, {"Content-Type": "image/png"}, content)
        return self.url(path)

    def leads(self, path: str, elsewhere: str) -> str:
        self.answers[path] = (302, {"Location": elsewhere}, b"")
        return self.url(path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site; `/slow` answers a byte at a time, and `/silent` not for a while."""
    monkeypatch.setenv("no_proxy", "*")
    place = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place.asked.append(self.path)
            status, headers, content = place.answers.get(self.path, (404, {}, b"nothing"))
            if self.path == "/silent":
                time.sleep(1)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self._send(content)

        def _send(self, content: bytes) -> None:
            pieces = [content] if self.path != "/slow" else [content[at : at + 1] for at in range(len(content))]
            try:
                for piece in pieces:
                    self.wfile.write(piece)
                    time.sleep(0.05 if len(pieces) > 1 else 0)
            except OSError:
                return  # nobody waits any more

        def log_message(self, *_arguments: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        place.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield place
        server.shutdown()
