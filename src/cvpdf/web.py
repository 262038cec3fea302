"""The web: the one module that opens a connection, and only to an address that somebody asked for."""

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import Future
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_SCHEMES = ("https", "http")
_HOPS = 5
"""Addresses that are asked in a row: the first, and where each leads on to."""

_LEADS_ON = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65_536
_HANDLERS = (urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler)
"""No others: what urllib usually has along opens files, and follows redirections unasked."""


class WebError(OSError):
    """An address gave nothing of use; the text says why."""


class ForbiddenError(WebError):
    """An address leads, or leads on, to something else than the web."""


def fetch(url: str, limit: int, seconds: float) -> bytes:
    """Ask for an address.

    A few redirections are followed, each of them to http or https again; none from https to http, and none from the
    web into a network of one's own.

    Args:
        url: The address.
        limit: How many bytes are read at most.
        seconds: How long the whole exchange may take.

    Returns:
        The bytes.

    Raises:
        WebError: When nothing comes of it.
    """
    answer: Future[bytes] = Future()
    # The time of a socket begins anew with each byte, and asking for a name has none at all. So the exchange has a
    # thread of its own, and what is waited for is one thing: the thread.
    Thread(target=_exchange, args=(answer, url, limit, time.monotonic() + seconds), daemon=True).start()
    try:
        return answer.result(seconds)
    except WebError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise WebError(_reason(error, seconds)) from error


def _exchange(answer: Future[bytes], url: str, limit: int, deadline: float) -> None:
    """Ask, and keep what comes of it, whatever that is."""
    try:
        answer.set_result(_ask(url, limit, deadline))
    except BaseException as error:  # noqa: BLE001 -- it is raised again where the answer is waited for
        answer.set_exception(error)


def _ask(url: str, limit: int, deadline: float) -> bytes:
    for _ in range(_HOPS):
        with _open(url, deadline) as response:
            if response.status not in _LEADS_ON:
                return _content(response, limit, deadline)
            url = _led_on(url, urljoin(url, response.headers.get("Location", "")))
    raise WebError("it leads on and on")


def _open(url: str, deadline: float) -> http.client.HTTPResponse:
    opener = urllib.request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    request = urllib.request.Request(_on_the_web(url), headers={"User-Agent": "cvpdf"})  # noqa: S310 -- http and https only
    response = opener.open(request, timeout=_left(deadline))
    if not isinstance(response, http.client.HTTPResponse):
        raise WebError("there is no answer")
    return response


def _on_the_web(url: str) -> str:
    """The address as it is asked for, in ASCII.

    Raises:
        ForbiddenError: when it is none of http or https.
    """
    scheme, host, path, query, _ = urlsplit(url)
    if scheme not in _SCHEMES or not host:
        raise ForbiddenError(f"`{url[:80]}` is no address of the web")
    safe = "%/:=&?~+!$,;'@()*[]"
    return urlunsplit((scheme, host.encode("idna").decode(), quote(path, safe), quote(query, safe), ""))


def _led_on(url: str, target: str) -> str:
    """Where a redirection leads.

    Raises:
        ForbiddenError: when it may not lead there.
    """
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
        raise ForbiddenError(f"it leads from https to `{target[:80]}`")
    if _is_at_home(target) and not _is_at_home(url):
        raise ForbiddenError(f"it leads away from the web, to `{target[:80]}`")
    return target


def _is_at_home(url: str) -> bool:
    """Whether an address names this machine or one of a private network, as far as that can be seen without asking."""
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".localhost", ".local", ".internal"))


def _content(response: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    if response.status != http.client.OK:
        raise WebError(f"the server answers {response.status} {response.reason}".rstrip())
    content = b"".join(_chunks(response, limit, deadline))
    if response.length and len(content) < limit:
        raise WebError("the answer is cut off")
    return content


def _chunks(response: http.client.HTTPResponse, limit: int, deadline: float) -> Iterator[bytes]:
    """What comes, as it comes: a server that sends a byte a second is not waited for."""
    while limit > 0 and (chunk := response.read1(min(_CHUNK, limit))):
        limit -= len(chunk)
        _left(deadline)
        yield chunk


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _reason(error: Exception, seconds: float) -> str:
    """Why there is no answer, in words."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return f"it takes longer than {seconds:g} seconds"
    if isinstance(cause, socket.gaierror):
        return "there is no such site, or no connection"
    if isinstance(cause, ValueError | http.client.InvalidURL):
        return "it is no address that can be asked"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return f"the answer makes no sense ({type(cause).__name__})"
