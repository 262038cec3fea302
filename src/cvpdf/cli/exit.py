"""The one exception of the command line: this cannot go on, and here is why."""

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
