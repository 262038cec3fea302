"""The one exception of the command line: this cannot go on, and here is why."""

import traceback
from pathlib import Path

from cvpdf.diagnostics import ExitCode


class Stop(Exception):  # noqa: N818 -- it says how the command ends, and is not always an error of the program
    """End the command with an exit code, a sentence, and perhaps what to do."""

    def __init__(self, code: ExitCode, message: str, hint: str | None = None) -> None:
        """Keep the three."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def usage(message: str, hint: str | None = None) -> Stop:
    """Make a stop for a command that was typed wrong."""
    return Stop(ExitCode.USAGE, message, hint)


def reason(error: OSError) -> str:
    """Say in words why the system refused."""
    return (error.strerror or str(error)).lower()


def stop_for(error: Exception) -> Stop:
    """Say how an exception ends a command: the system has refused something, or there is a bug in cvpdf."""
    if isinstance(error, Stop):
        return error
    if isinstance(error, OSError) and error.errno:
        return Stop(ExitCode.IO, f"{error.filename or 'a temporary file'}: {reason(error)}")
    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parents[1]
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    place = next(reversed(ours or frames))
    file = Path(place.filename)
    where = f"{file.relative_to(package.parent) if ours else file}:{place.lineno}"
    what = f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}".removesuffix(": ")
    return Stop(ExitCode.BUG, f"{what} (at {where}); this is a bug in cvpdf, and CVPDF_DEBUG=1 shows more of it")
