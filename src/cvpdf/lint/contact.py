"""How the person can be reached."""

from collections.abc import Iterator

from cvpdf.lint.subject import Finding, Subject
from cvpdf.model.resume import Basics


def no_contact(subject: Subject) -> Iterator[Finding]:
    """Find that there is neither an e-mail address nor a telephone number."""
    basics = subject.resume.basics
    if not basics.email and not basics.phone:
        path = () if basics == Basics.model_construct() else ("basics",)
        yield Finding(path, "there is no `email` and no `phone`", "write one of them under `basics`")
