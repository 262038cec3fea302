"""CV7: what is made, and what other formats hold."""

from cvpdf.diagnostics import ExitCode, Rule, Severity, Stage


class FormatRule(Rule, stage=Stage.FORMATS):
    """A rule of what is made, and of what other formats hold."""


class PagesInOneStream(FormatRule, code="CV701"):
    """Several pages were to go to standard output as pictures.

    A PNG file holds one picture, so a résumé of several pages becomes one file a page: `resume-1.png`,
    `resume-2.png`. Standard output can take only one of them.

    Instead of:

        cvpdf build resume.yaml --to png -o - > resume.png

    write:

        cvpdf build resume.yaml --to png -o resume.png
    """


class LostInText(FormatRule, code="CV702"):
    """A value's words are not in the Markdown, text or Word file, or not in their place.

    The file was read back before it was written to its place, and this value's words did not come out whole and
    in order. Nothing was written; the old file stays. It is a fault of cvpdf, and worth reporting.

    Instead of going without the value, take the PDF meanwhile, which is made in another way:

        cvpdf build resume.yaml --to pdf
    """


class AddedToText(FormatRule, code="CV703"):
    """The Markdown, text or Word file holds words that the résumé does not have.

    Something was written twice, or was taken for text that is none. Nothing was written; the old file stays. It
    is a fault of cvpdf, and worth reporting.

    Instead of sending words that are not yours, take the PDF meanwhile:

        cvpdf build resume.yaml --to pdf
    """


class LinkLostInText(FormatRule, code="CV704"):
    """A link is not in the Markdown, text or Word file, or leads elsewhere.

    Links are read back like words, each where it leads. Nothing was written; the old file stays. It is a fault
    of cvpdf, and worth reporting.

    Instead of a text that hides its address, write the address itself:

        summary: The manual is at https://manual.example.com
    """


class UnreadableText(FormatRule, code="CV705"):
    """The Markdown, text or Word file could not be read back.

    What cannot be read cannot be proven, so nothing was written. It is a fault of cvpdf or of the machine (a full
    disk, too little memory).

    Instead of using a file of doubtful state, build again:

        cvpdf build resume.yaml --to docx
    """


class ResultMissing(FormatRule, code="CV706", exit_code=ExitCode.IO):
    """The result of one of several files could not be written to its place.

    There is no room left, the folder takes no files, or the place is that of another file. The message says which. What
    was there stays as it was, and the other results are written. The next run makes up for it, and builds nothing else.

    Instead of a folder in which you may not write:

        cvpdf build cvs -o /usr/share/cvs

    write:

        cvpdf build cvs -o made
    """


class OtherFormat(FormatRule, code="CV710"):
    """The file is written in the format of another program.

    It is recognised by its keys. `cvpdf convert` reads it, and says what it could not place.

    Instead of:

        cvpdf build rendercv.yaml

    write:

        cvpdf convert rendercv.yaml resume.yaml
        cvpdf build resume.yaml
    """


class UnknownFormat(FormatRule, code="CV711"):
    """It cannot be told which format a file is in.

    Files are known by their shape: what their first bytes are, which keys they hold, which headings stand in
    their text. `cvpdf convert --list` prints what can be read.

    Instead of:

        cvpdf convert cv.data

    write:

        cvpdf convert cv.data resume.yaml --from text
    """


class NotPlaced(FormatRule, code="CV712", severity=Severity.WARNING):
    """A piece of the source has no place in the result.

    What is read from another format is compared with what came of it, word by word. Whatever is missing is
    named, so that nothing is lost unsaid.

    Instead of going on without it, write it where it belongs in the new file:

        sections:
          - id: more
            title: More
            text: what was left out
    """


class Guessed(FormatRule, code="CV713", severity=Severity.INFO):
    """A reader had to guess what a text means.

    In plain text nothing says which line is a place and which an employer. The guess is usually right; look at
    it once.

    Instead of leaving a wrong guess, move the text to its own key:

        work:
          - name: Example Instruments Ltd
            location: London
    """


class NotWritten(FormatRule, code="CV714", severity=Severity.WARNING):
    """The format that is written has no place for a value.

    It stays in your file, and is missing in the copy.

    Instead of relying on the copy, keep the file that it was made from:

        cvpdf convert resume.yaml resume.json
    """


class Presentation(FormatRule, code="CV715", severity=Severity.INFO):
    """What says how another program prints was left out.

    Fonts, margins and colours of another program mean nothing here. What the person wrote is all there, and so are
    the order and the headings of the sections.

    Instead of:

        design:
          theme: classic

    write:

        document:
          theme: plain
    """


class NotThatFormat(FormatRule, code="CV716"):
    """A file is not in the format that `--from` names.

    It has the first bytes, the keys or the headings of another one. Read by the wrong reader, it would come in as
    nonsense, so it is not read at all.

    Instead of:

        cvpdf convert cv.md --from rendercv

    write:

        cvpdf convert cv.md --from markdown
    """


class NotLinkedIn(FormatRule, code="CV720"):
    """A PDF is no profile that LinkedIn has saved.

    A PDF says where letters stand, and not what they mean. Only LinkedIn's “Save to PDF” is read, because its
    layout is known. Of any other PDF the text can be read.

    Instead of:

        cvpdf convert my-cv.pdf resume.yaml

    write, once the PDF's text is copied into a file:

        cvpdf convert my-cv.txt resume.yaml
    """


class LockedPdf(FormatRule, code="CV721"):
    """A PDF is locked with a password.

    Instead of:

        cvpdf convert locked.pdf resume.yaml

    write, once it was opened with its password and saved without one:

        cvpdf convert open.pdf resume.yaml
    """


class NoTextInPdf(FormatRule, code="CV722"):
    """A PDF holds pictures of text, and no text.

    It was scanned, or printed as pictures. Letters are not guessed from pictures here.

    Instead of:

        cvpdf convert scan.pdf resume.yaml

    write, once the text was typed or recognised by another program:

        cvpdf convert profile.txt resume.yaml
    """


class BrokenFile(FormatRule, code="CV723"):
    """A PDF or an archive is damaged, or takes more time or memory than a résumé does.

    Usually a download was cut short. What libraries have to unpack is read within limits, for a few bytes may ask for
    all the memory there is.

    Instead of:

        cvpdf convert half-a-download.pdf resume.yaml

    write, once it was downloaded anew:

        cvpdf convert Profile.pdf resume.yaml
    """


class NotAnArchive(FormatRule, code="CV724"):
    """A ZIP archive is not the data that LinkedIn exports.

    That archive holds `Profile.csv`, `Positions.csv` and the like.

    Instead of:

        cvpdf convert photos.zip resume.yaml

    write, once LinkedIn has sent “a copy of your data”:

        cvpdf convert Basic_LinkedInDataExport.zip resume.yaml
    """


class StaleExtension(FormatRule, code="CV725", severity=Severity.WARNING):
    """A value was changed after it was exported.

    A JSON Resume file that cvpdf wrote keeps under `meta.cvpdf` what the standard has no key for. Where another
    program has changed the value that such an entry belongs to, the new value counts.

    Instead of:

        "meta": {"cvpdf": {"values": [{"path": "work[0].startDate", "was": "2019-01", "is": "2019"}]}}

    write, where the new value is right:

        "meta": {}
    """


class WrittenOtherwise(FormatRule, code="CV726", severity=Severity.INFO):
    """A value has another form in the format that is written.

    It is there, in words that people read, but under no key of its own: the grade of a degree becomes a bullet, say.
    Read back from that file it would be a bullet as well. A section is known by its title there, so one with a title
    that nobody else has would come back as a section of your own. This only says so.

    Instead of going on with the copy, keep the file that it was made from, and make the copy anew:

        cvpdf convert resume.yaml cv.yaml --to rendercv --force
    """


class PhotoLostInText(FormatRule, code="CV727"):
    """The photo is not in the Word file.

    The file was read back before it was written to its place, and the picture that belongs there is not in it.
    Nothing was written; the old file stays. It is a fault of cvpdf, and worth reporting.

    Instead of going without the photo, take the PDF meanwhile:

        cvpdf build resume.yaml --to pdf
    """


class PageFurniture(FormatRule, code="CV728", severity=Severity.INFO):
    """Lines of a pasted text are the page's and not the person's.

    Buttons, counts, pictures and numbers of pages are copied along with a profile, and so are posts and other people;
    tables have names of columns, and some texts end as a letter does. All of this is left out, and this one note names
    it with its lines.

    Instead of keeping what only looks so in a line of its own:

        500+ connections

    write it into a sentence, if it is yours:

        I know the owners of more than 500 workshops.
    """


class NotReadYet(FormatRule, code="CV729"):
    """A file is of a kind that is known, and that is not read yet.

    It is named for what it is: a Word file, BibTeX, a scanned page, the data of a site's generator. Nothing of it is
    guessed, and nothing is written.

    Instead of:

        cvpdf convert cv.docx resume.yaml

    write, once its text is saved or copied into a file:

        cvpdf convert cv.txt resume.yaml
    """
