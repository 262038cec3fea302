"""A theme to begin with: files that pass at once, each with comments that say how to go on."""

from cvpdf.theme.theme import VALUES, Theme, css_name

_MANIFEST = """\
# What this theme is. themes/README.md of cvpdf explains each key; those in comments are what you may add.
api: 1
title: {title}
description: {parent_title} with my own touch
extends: {parent}

# Families by name; each is a Python package (fontpkg-lato for Lato). The first pairing is the default.
{fonts}

# What a person may set under `document.options`. A colour or a number is a custom property in theme.css
# (`fontSize` is `var(--font-size)`), a choice or a truth value a class of `:root` (`:root.mood-calm`).
options:
  air:
    type: number
    default: "0"
    minimum: 0
    maximum: 12
    unit: mm
    description: More space above each section

# What the theme has no place for. All else has to be on the page.
# omits: [basics.image]

# What stands before an item of a list: a sign, no letter and no digit.
# bullet: "–"
"""

_STYLES = """\
/* {name}: what comes after the styles of {parent}, and goes before them. Its options, and yours, are custom properties:
   {properties}. */

.section {{ padding-top: var(--air); }}

/* A few things to try, one at a time:

   .label {{ font-style: italic; }}
   h2 {{ text-transform: uppercase; letter-spacing: 0.05em; font-size: 1em; }}
   .entry + .entry {{ margin-top: 3mm; }}
   .email {{ background: url(icons/email.svg) no-repeat 0 50%; padding-inline-start: 1.3em; }}
   :root[dir="rtl"] .email {{ background-position: 100% 50%; }}

   No floats, no `position`, no letters in `content`: they break the order of the text, or add to it. Say
   `margin-inline-start` and not `margin-left`, so that Arabic and Hebrew are mirrored. */
"""

_FONTS = """\
# fonts:
#   lato: {text: Lato}
# weights: [400, 700]
# italic: true"""

_OWN_FONTS = """\
fonts:
  source: {text: Source Serif 4}
weights: [400, 600]
italic: true"""

_LOOK = """\
@page {
  margin: 18mm 0;
  padding: 0 22mm;
  font: 8.5pt var(--text-font);
  @bottom-right { content: string(name) " · " var(--folio); padding: 5mm 22mm 0; vertical-align: top; }
}
body { font-family: var(--text-font); font-size: 10pt; line-height: 1.35; }
h1, h2 { font-family: var(--heading-font); font-weight: 600; }
h1 { font-size: 2.2em; }
h3 { font-weight: 600; }
.section { margin-top: 6mm; }
.entry + .entry { margin-top: 3mm; }

"""

_PAGE = """\
{{# The body of the page. This one hands over to that of `{owner}`, so it changes nothing yet. To say yourself what
   stands where, put your own in place of the last line; `cvpdf themes check` tells whatever it forgets:

     {{% from "parts.html" import name, contacts, part with context %}}
     <header class="head">{{{{ name() }}}}{{{{ contacts() }}}}</header>
     <main>{{% for section in sections %}}{{{{ part(section) }}}}{{% endfor %}}</main>
#}}
{{% include "{owner}/page.html" %}}
"""


def starter(name: str, parent: Theme) -> dict[str, str]:
    """Give the files of a theme that extends another, by name."""
    owner = next(folder for folder in parent.folders if (folder / "page.html").is_file())
    properties = ", ".join(f"`var(--{css_name(key)})`" for key in ("air", *_values(parent)))
    title = name.replace("-", " ").replace("_", " ").capitalize()
    return {
        "theme.yaml": _MANIFEST.format(
            title=f'"{title}"',
            parent=parent.name,
            parent_title=parent.title,
            fonts=_FONTS if parent.pairings else _OWN_FONTS,
        ),
        "theme.css": ("" if parent.pairings else _LOOK)
        + _STYLES.format(name=name, parent=parent.name, properties=properties),
        "page.html": _PAGE.format(owner=owner.name),
    }


def _values(theme: Theme) -> list[str]:
    """The options that CSS knows as custom properties."""
    return [name for name, option in theme.options.items() if option.type in VALUES]
