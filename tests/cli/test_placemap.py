import json

from cvpdf.artifacts import Place
from cvpdf.cli.build import place_map
from cvpdf.diagnostics import Span


def test_the_boxes_of_one_path_stand_together() -> None:
    span = Span("resume.yaml", 3, 7, 3, 12)
    places = [
        Place(("basics", "name"), 1, 10.123, 20, 30, 40, span),
        Place(("work", 0, "a.b"), 1, 1, 2, 3, 4, span),
        Place(("basics", "name"), 2, 5, 6, 7, 8, span),
    ]
    report = json.loads(place_map(places))
    assert report["version"] == 1
    assert [place["path"] for place in report["places"]] == ["basics.name", 'work[0]["a.b"]']
    assert report["places"][0] == {
        "path": "basics.name",
        "file": "resume.yaml",
        "line": 3,
        "column": 7,
        "boxes": [
            {"page": 1, "x": 10.12, "y": 20, "width": 30, "height": 40},
            {"page": 2, "x": 5, "y": 6, "width": 7, "height": 8},
        ],
    }
