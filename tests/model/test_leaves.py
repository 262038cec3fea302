"""Which values are leaves, and where they are."""

from collections.abc import Callable

from cvpdf.model.resume import leaves
from cvpdf.model.validate import validate
from cvpdf.path import format_path
from cvpdf.source.tree import Tree

RESUME = """
work:
- highlights: [one, "", {text: three, tags: [a]}, null]
  endDate: now
  startDate: 2019
  name: Example Ltd
  location: London
- null
- location: {city: Leeds, region: " "}
  positions:
  - {position: Engineer, tags: [b]}
basics:
  name: Ada Example
  summary: "\u200b "
skills:
- keywords: ["", Rust]
sections:
- {id: patents, title: Patents}
- {id: talks, title: Talks, text: Many}
- {id: walks, title: Walks, entries: [{}, {title: Up}]}
document: {theme: plain}
meta: {version: v1}
$schema: resume.schema.json
"""


def test_every_value_has_its_place(tree_of_yaml: Callable[[str], Tree]) -> None:
    outcome = validate(tree_of_yaml(RESUME))
    assert outcome.value is not None
    assert [format_path(path) for path in leaves(outcome.value)] == [
        "basics.name",
        "work[0].name",
        "work[0].location",
        "work[0].startDate",
        "work[0].endDate",
        "work[0].highlights[0]",
        "work[0].highlights[2]",
        "work[2].location.city",
        "work[2].positions[0].position",
        "skills[0].keywords[1]",
        "sections[1].title",
        "sections[1].text",
        "sections[2].title",
        "sections[2].entries[1].title",
    ]
