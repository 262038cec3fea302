"""Validating: a Tree in, a Resume out, and everything that is wrong with the file said in one pass."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from cvpdf.diagnostics import Diagnostic, Edit, Outcome, has_errors, in_source_order
from cvpdf.model.blanks import blanks
from cvpdf.model.hints import A_NAME, KEYS_AT_THE_TOP, hint_in
from cvpdf.model.labels import label_findings
from cvpdf.model.leaves import leaves
from cvpdf.model.own_sections import section_findings
from cvpdf.model.reading import Violation, is_blank
from cvpdf.model.resume import Resume
from cvpdf.model.unknown import unknown_keys
from cvpdf.path import SourcePath, format_tail
from cvpdf.rules import schema as rules
from cvpdf.source.tree import PlainData, Scalar, Tree


def validate(tree: Tree, carried: str = "") -> Outcome[Resume]:
    """Read a Tree as a résumé; `carried` says how keys that are not known come along where the file is converted.

    A value that breaks a rule is said, and left out or mended, so that a Resume comes all the same and later
    stages can say their part too. Only a file that is no mapping gives none.
    """
    data = tree.data()
    if not isinstance(data, dict) and not is_blank(data):
        shape = "a list" if isinstance(data, list) else "one text"
        hint = hint_in(tree.syntax, KEYS_AT_THE_TOP)
        message = f"the file holds {shape}, but a résumé is keys with values"
        return Outcome(None, (rules.NotAResume.at(tree.root.span, message, hint=hint),))
    said = [*unknown_keys(tree, carried), *blanks(tree)]
    resume = _read(tree, data, said)
    said += (
        rule.at(tree.locate(path), says, path=path, hint=hint_in(tree.syntax, hint))
        for rule, path, says, hint in (*section_findings(resume), *label_findings(resume))
    )
    if not has_errors(said) and next(leaves(resume), None) is None:
        hint = hint_in(tree.syntax, A_NAME)
        said.append(rules.EmptyResume.at(tree.root.span, "there is nothing to print in this file", hint=hint))
    return Outcome(resume, in_source_order(said))


def _read(tree: Tree, data: PlainData, said: list[Diagnostic]) -> Resume:
    """Read the data, mending it as often as that brings more to light: a list is looked into once it is one."""
    while True:
        try:
            return Resume.model_validate(data, context={"language": _language(tree)})
        except ValidationError as error:
            for path, violation in _violations(error):
                message = f"`{format_tail(path)}` {violation.says}"
                fix = _fix(tree, path, violation.written)
                hint = hint_in(tree.syntax, violation.hint)
                said.append(violation.rule.at(tree.locate(path), message, path=path, hint=hint, fix=fix))
                _put(data, path, violation.mended)


def _language(tree: Tree) -> str:
    """What the file says its language is; nothing where it says none, for nothing may follow from a default."""
    node = tree.node(("document", "language"))
    return node.text or "" if isinstance(node, Scalar) else ""


def _violations(error: ValidationError) -> Iterator[tuple[SourcePath, Violation]]:
    for line in error.errors(include_url=False, include_input=False):
        yield line["loc"], line["ctx"]["error"]


def _fix(tree: Tree, path: SourcePath, written: str | None) -> tuple[Edit, ...]:
    """The edit that writes a value as it belongs in the file; none for a value that `--set` gave."""
    node = tree.node(path)
    if written is None or not isinstance(node, Scalar) or node.span.file != tree.file:
        return ()
    from cvpdf.source.edits import replaced

    return replaced(tree, node, written)


def _put(data: Any, path: SourcePath, value: object) -> None:  # noqa: ANN401 - walked by its own keys and indexes
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value
