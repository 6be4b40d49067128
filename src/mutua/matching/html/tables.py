"""Tables that read well on a phone, on paper and by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from mutua.matching.html.markup import Markup, Part, element


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Part]], *, caption: str, stack: bool = False
) -> Markup:
    """A table whose first cell in each row names the row; with `stack`, rows become cards on a phone.

    The roles say again what the elements are, because stacked rows lose it in some browsers.
    """
    head = element(
        "tr", *(element("th", name, scope="col", role="columnheader") for name in heads), role="row"
    )
    inner = element(
        "table",
        element("caption", caption),
        element("thead", head, role="rowgroup"),
        element("tbody", *(_row(heads, row) for row in rows), role="rowgroup"),
        role="table",
    )
    return element(
        "div",
        inner,
        class_="table-frame stack" if stack else "table-frame",
        role="region",
        tabindex=0,
        aria_label=caption,
    )


def _row(heads: Sequence[str], row: Sequence[Part]) -> Markup:
    first = element("th", row[0], scope="row", role="rowheader")
    cells = [
        element("td", cell, role="cell", data_label=head)
        for head, cell in zip(heads[1:], row[1:], strict=True)
    ]
    return element("tr", first, *cells, role="row")
