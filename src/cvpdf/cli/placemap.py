"""The map of a build: for each path where it is on paper, and where in the file.

    {"version": 1, "places": [
      {"path": "work[0].name", "file": "resume.yaml", "line": 12, "column": 11,
       "boxes": [{"page": 1, "x": 71.5, "y": 180.2, "width": 96.0, "height": 12.4}]}]}

Pages count from one; boxes are in pt, from the top left corner of their page.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cvpdf.path import format_path

if TYPE_CHECKING:
    from cvpdf.compiler import Place


def place_map(places: "Iterable[Place]") -> bytes:
    """Write the places as JSON, those of one path together, in the order in which they come."""
    by_path: dict[str, dict[str, Any]] = {}
    for place in places:
        path = format_path(place.path)
        entry = by_path.setdefault(
            path,
            {"path": path, "file": place.span.file, "line": place.span.line, "column": place.span.column, "boxes": []},
        )
        entry["boxes"].append({"page": place.page} | _box(place))
    return (json.dumps({"version": 1, "places": list(by_path.values())}, indent=2) + "\n").encode()


def _box(place: "Place") -> dict[str, float]:
    box = {"x": place.x, "y": place.y, "width": place.width, "height": place.height}
    return {name: round(length, 2) for name, length in box.items()}
