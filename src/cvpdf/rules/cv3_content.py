"""CV3: what the résumé says, whether all of it comes out, and its photo."""

from cvpdf.diagnostics import Rule, Severity, Stage


class ContentRule(Rule, stage=Stage.CONTENT):
    """A rule of what a résumé says, and of its photo."""


# The photo. ---------------------------------------------------------------------------------------------------


class PhotoLeftOut(ContentRule, code="CV306", severity=Severity.INFO):
    """The theme has no place for a photo.

    Many employers ask for none, so not every theme has a place for one. The file keeps `basics.image`, and the page
    is made without it. `cvpdf themes` says which themes print one.

    Instead of:

        document:
          theme: plain

    write, where the photo is to be printed:

        document:
          theme: slate
    """


class PhotoOnTheWeb(ContentRule, code="CV330", severity=Severity.WARNING):
    """The photo is an address of the web.

    A build opens no connection, so that it makes the same page tomorrow, and tells nobody that you made it. The page
    is made without the photo. `cvpdf convert FILE OUT --download` brings it beside the file.

    Instead of:

        basics:
          image: https://example.com/ada.jpg

    write:

        basics:
          image: photo.jpg
    """


class PhotoOutside(ContentRule, code="CV331", severity=Severity.WARNING):
    """The photo is not in the folder of the file.

    A résumé names files beside itself, or in folders beside itself, and no others: whoever builds a stranger's file
    gives nothing away. A link that leads out of the folder is no way out either. The page is made without the photo.

    Instead of:

        basics:
          image: /home/ada/pictures/ada.jpg

    put the file beside the résumé, and write:

        basics:
          image: ada.jpg
    """


class PhotoMissing(ContentRule, code="CV332", severity=Severity.WARNING):
    """The photo's file is not there, or cannot be read.

    The path goes from the folder of the résumé, or from the current folder for standard input. The page is made
    without the photo.

    Instead of a path that was right somewhere else:

        basics:
          image: static/images/ada.jpg

    write where it is now:

        basics:
          image: ada.jpg
    """


class BadDataUri(ContentRule, code="CV333", severity=Severity.WARNING):
    """The photo's data URI cannot be read.

    A picture may be written into the file: `data:image/png;base64,` or `data:image/jpeg;base64,`, and then the whole
    picture in base64. The page is made without the photo.

    Instead of:

        basics:
          image: data:image/png;base64,iVBORw0KGgo…

    put the picture beside the file, and write:

        basics:
          image: photo.png
    """


class PhotoOfAnotherKind(ContentRule, code="CV334", severity=Severity.WARNING):
    """The photo is neither PNG nor JPEG.

    What counts is what the file holds, not what it is called: a WebP picture stays one under the name `ada.jpg`. The
    page is made without the photo.

    Instead of:

        basics:
          image: ada.webp

    convert the picture, and write:

        basics:
          image: ada.jpg
    """


class PhotoTooLarge(ContentRule, code="CV335", severity=Severity.WARNING):
    """The photo has more than 10 MB, or more than 50 million pixels.

    On paper it is some 3 cm wide: 1,000 pixels across are more than print can show. The page is made without the
    photo.

    Instead of the camera's own file:

        basics:
          image: DSC01234.jpg

    save it smaller, and write:

        basics:
          image: photo.jpg
    """


class BrokenPhoto(ContentRule, code="CV336", severity=Severity.WARNING):
    """The photo's file is damaged.

    It begins like a picture, but it ends too early, or what it says cannot be. `check` looks at the beginning and the
    end, `build` decodes all of it. The page is made without the photo.

    Instead of a file that was copied in part:

        basics:
          image: photo.jpg

    copy it again, or save it anew from a program that can still show it.
    """


class DownloadForbidden(ContentRule, code="CV337", severity=Severity.WARNING):
    """The photo's address leads to something else than the web.

    `cvpdf convert --download` asks for addresses that begin with `https://` or `http://`, and follows where they lead
    on to only as long as that is one, too.

    Instead of:

        basics:
          image: ftp://example.com/ada.jpg

    save the photo yourself, and write:

        basics:
          image: ada.jpg
    """


class DownloadFailed(ContentRule, code="CV338", severity=Severity.WARNING):
    """The photo could not be brought from the web.

    The site did not answer in ten seconds, or not with a picture. What is converted keeps the address as it was.

    Instead of an address that has moved:

        basics:
          image: https://example.com/old/ada.jpg

    save the photo from where it is now, and write:

        basics:
          image: ada.jpg
    """


# The text. ----------------------------------------------------------------------------------------------------


class UnsafeLink(ContentRule, code="CV301"):
    """A link in a text leads to something other than the web, a mailbox or a telephone.

    Links to scripts and files have no place in a document that strangers open. Only http, https, mailto and
    tel are made into links. The text stays as it was typed; of one in HTML, what is between its tags.

    Instead of:

        summary: See [my report](file:///home/ada/report.pdf).

    write:

        summary: See [my report](https://example.com/report.pdf).
    """


class RelativeLink(ContentRule, code="CV302", severity=Severity.WARNING):
    """A link in a text leads to a place that only exists beside this file.

    Whoever reads the PDF does not have that place. No link is made, and the text stays as it was typed; of one in
    HTML, what is between its tags.

    Instead of:

        summary: See [my report](report.pdf).

    write the whole address:

        summary: See [my report](https://example.com/report.pdf).
    """


class LostText(ContentRule, code="CV303"):
    """Part of a text would not be printed.

    Every letter and digit that you write is printed, except where links lead. Here Markdown would swallow some:
    the title of a link, or lists within lists within lists, past ten or so.

    Instead of:

        summary: See [my report](https://example.com/report "Third edition").

    write:

        summary: See [my report, third edition](https://example.com/report).
    """


class NotOutlined(ContentRule, code="CV304"):
    """A value has no place on the page.

    Everything in the file is printed, but for the few fields that never are (tags, meta, document). A value
    that is neither is a fault of cvpdf, and worth reporting.

    Instead of waiting for a new version, move the text to a field that is printed:

        summary: what would have been lost
    """


class NoLabels(ContentRule, code="CV305", severity=Severity.WARNING):
    """There are no labels in the language of the résumé.

    Section titles, months and words such as "Present" are printed in English instead. The PDF still says that
    it is in your language.

    Instead of leaving English titles, write your own:

        document:
          language: eo
          labels: {present: nun}
          sections:
            titles: {work: Laborsperto}
    """
