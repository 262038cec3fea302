"""CV9: what the machine lacks."""

from cvpdf.diagnostics import Rule, Severity, Stage

MEND_LIBRARIES = (
    "Debian and Ubuntu: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`; "
    "Fedora: `dnf install pango harfbuzz`; "
    "Alpine: `apk add pango harfbuzz-subset`; "
    "macOS: `brew install pango`"
)
"""The line that installs the engine's libraries, system by system."""


class EnvironmentRule(Rule, stage=Stage.ENVIRONMENT):
    """A rule of what the machine lacks."""


class EngineMissing(EnvironmentRule, code="CV901"):
    """The libraries that typeset the PDF are not installed.

    The PDF is set with Pango and HarfBuzz, which are libraries of the system and not Python packages. `cvpdf
    check`, which makes no PDF, works without them. `cvpdf doctor` says which ones are there.

    Instead of the Python packages alone:

        pip install cvpdf

    write (on Debian; `cvpdf doctor` says it for your system):

        apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
        pip install cvpdf
    """


class SubsetterMissing(EnvironmentRule, code="CV902", severity=Severity.WARNING):
    """HarfBuzz's subsetting library is not installed.

    It cuts the fonts down to the letters that are used. Without it the PDF is right, but takes longer to make.

    Instead of Pango alone:

        apt install libpango-1.0-0 libpangoft2-1.0-0

    write:

        apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    """


class FontFamilyMissing(EnvironmentRule, code="CV903"):
    """A font family that a theme sets its text in is not installed.

    Fonts come as Python packages, so that the same file looks the same on every machine; the fonts of the
    system are never used by accident. The families of the built-in themes are installed with cvpdf.

    Instead of an installation without its dependencies:

        pip install --no-deps cvpdf

    write:

        pip install cvpdf
    """


class CacheClosed(EnvironmentRule, code="CV904", severity=Severity.WARNING):
    """The cache folder cannot be written to.

    Font faces that were made once are kept there. Without it they are made again at each build, which takes
    longer; the PDF is the same.

    Instead of a home that is read-only:

        cvpdf build resume.yaml

    write:

        XDG_CACHE_HOME=/var/tmp/cache cvpdf build resume.yaml
    """


class WordWriterMissing(EnvironmentRule, code="CV905"):
    """The package that writes Word files is not installed.

    python-docx is an extra, for most résumés are sent as a PDF. Everything else works without it.

    Instead of cvpdf alone:

        pip install cvpdf

    write:

        pip install 'cvpdf[docx]'
    """


class NoSuchSystemFont(EnvironmentRule, code="CV906"):
    """A font that the file names is not installed on this machine.

    `document.fonts` lists fonts of the machine for letters that no font package has. They are found by the name of
    their family, as `fc-list : family` prints it.

    Instead of a name that is nearly right:

        document:
          fonts: [Noto CJK]

    write:

        document:
          fonts: [Noto Sans CJK JP]
    """


class SystemFontUsed(EnvironmentRule, code="CV907", severity=Severity.INFO):
    """The PDF depends on a font of this machine.

    `document.fonts` names it, and the page has letters that no font package has. Another machine may have another
    version of it, and print the page a little differently; the PDF holds the font, and looks the same everywhere.

    Instead of building on any machine:

        cvpdf build resume.yaml

    keep the machine, or the font's version, that this message names.
    """


class LibraryChanged(EnvironmentRule, code="CV908"):
    """A Python package that cvpdf is built on is not as cvpdf knows it.

    Some of what cvpdf does is nowhere in these packages' documentation, and a newer or older version may lack it. The
    message names what is missing, and the version to install.

    Instead of a version of your own choice:

        pip install --upgrade weasyprint

    write:

        pip install --upgrade cvpdf
    """


class BuildLost(EnvironmentRule, code="CV909"):
    """A build was lost with its process.

    Builds of many files run in processes of their own, so that one that goes wrong takes no other along. A process may
    be killed, by whoever runs the machine or because its memory is used up; then the build was begun a second time, and
    lost again. Or the build needs more time or memory than one file is given. The message says which.

    Instead of more processes than the machine has memory for:

        with cvpdf.Engine(workers=64) as engine:

    write:

        with cvpdf.Engine(workers=2) as engine:
    """
