from cvpdf.cli.small_commands import LIBRARIES, Library, _package, version_of
from cvpdf.diagnostics import Severity


def test_every_library_is_found_here() -> None:
    assert all(version_of(library) is not None for library in LIBRARIES)


def test_a_library_that_is_not_there_has_no_version() -> None:
    assert version_of(Library("Nothing", ("libnothing-of-this-name.so.0",))) is None


def test_a_package_that_is_not_there_comes_with_the_line_that_installs_it() -> None:
    check = _package("nothing-of-this-name>=1.2,<3")
    assert check.severity is Severity.ERROR
    assert check.what == "nothing-of-this-name: not installed"
    assert check.help == "`pip install 'nothing-of-this-name>=1.2,<3'`"
