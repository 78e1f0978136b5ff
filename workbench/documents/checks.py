"""What must hold of every page before it is printed. Each fault is a refusal: a page with text over text is not a page.

Tolerances are those with which the design's pictures were checked (design of papers and labels, 12): boxes of text are those of
capitals and descenders, so two lines may come as close as type does.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from workbench.documents.marks import Box, Mark, Page, Picture, Rule, Shape, Symbol, Text
from workbench.kernel.findings import Finding, stops

SOURCE = "design of papers and labels, 12"
Edges = tuple[float, float, float, float]
Boxed = tuple[Edges, str]
"""A text with the box it takes."""
THIN = 0.1
"""Half of what a line is thick, for zones that nothing may touch."""


def faults(page: Page, where: str) -> tuple[Finding, ...]:
    """Everything wrong with ``page``; ``where`` names it to a reader."""
    texts = [(each.box, each.text) for each in page.marks if isinstance(each, Text) and each.text.strip()]
    symbols = [each for each in page.marks if isinstance(each, Symbol)]
    edges = _edges(page.marks)
    return (
        *_outside(page, texts, symbols, where),
        *_below(page, where),
        *_text_on_text(texts, where),
        *_unread(page.marks, where),
        *_rules_through_text(texts, edges, where),
        *_quiet_zones(texts, symbols, edges, page.marks, where),
        *_over_pictures(page, texts, where),
    )


def _outside(page: Page, texts: Sequence[Boxed], symbols: Sequence[Symbol], where: str) -> Iterable[Finding]:
    for box, text in texts:
        if _over(box, page, page.margin):
            yield stops("paper.off-page", SOURCE, where=where, text=text)
    for symbol in symbols:
        if _over(_quiet(symbol), page, 0):
            yield stops("paper.off-page", SOURCE, where=where, text=symbol.content)


def _over(box: Edges, page: Page, margin: float) -> bool:
    left, top, right, bottom = box
    near = margin - 0.01
    return left < near or top < near or right > page.width - near or bottom > page.height - near


def _below(page: Page, where: str) -> Iterable[Finding]:
    if not page.floor:
        return
    for each in page.marks[: page.body]:
        bottom = each.box[3] if isinstance(each, Text) else each.y + each.h if isinstance(each, Box | Symbol | Picture) else 0.0
        if bottom > page.floor + 0.01:
            yield stops("paper.below-body", SOURCE, where=where, text=each.text if isinstance(each, Text) else "", at=f"{bottom:.1f}")


def _text_on_text(texts: Sequence[Boxed], where: str) -> Iterable[Finding]:
    """Every two texts whose boxes share more than a hair's breadth; found by going down the page once."""
    boxes = sorted(texts, key=lambda pair: pair[0][1])
    for place, (box, text) in enumerate(boxes):
        left, _, right, bottom = box
        for other, below in boxes[place + 1 :]:
            if other[1] > bottom - 0.15:
                break
            if min(right, other[2]) - max(left, other[0]) > 0.15 and min(bottom, other[3]) - other[1] > 0.15:
                yield stops("paper.overlap", SOURCE, where=where, text=text, other=below)


def _unread(marks: Sequence[Mark], where: str) -> Iterable[Finding]:
    """Text that nobody could read: black on black, white on paper, or with a drawn sign in it."""
    solid = [(each.x, each.y, each.x + each.w, each.y + each.h) for each in marks if isinstance(each, Box) and each.solid]
    signs = [_around(each) for each in marks if isinstance(each, Shape)]
    for each in marks:
        if not isinstance(each, Text) or not each.text.strip():
            continue
        box = each.box
        left, top, right, bottom = box[0] + 0.01, box[1] + 0.01, box[2] - 0.01, box[3] - 0.01
        inside = False
        for x0, y0, x1, y1 in solid:
            if y0 <= top and bottom <= y1 and x0 <= left and right <= x1:
                inside = True
                break
        if inside != each.white or any(_meet(box, sign) for sign in signs):
            yield stops("paper.unread", SOURCE, where=where, text=each.text)


def _around(shape: Shape) -> Edges:
    across, down = [x for x, _ in shape.points], [y for _, y in shape.points]
    return min(across), min(down), max(across), max(down)


def _edges(marks: Iterable[Mark]) -> list[Edges]:
    """Every straight line that is drawn: rules, and the four sides of boxes."""
    found: list[Edges] = []
    for each in marks:
        if isinstance(each, Rule) and not each.through:
            found.append((min(each.x0, each.x1), min(each.y0, each.y1), max(each.x0, each.x1), max(each.y0, each.y1)))
        elif isinstance(each, Box):
            x1, y1 = each.x + each.w, each.y + each.h
            found += [(each.x, each.y, x1, each.y), (each.x, y1, x1, y1), (each.x, each.y, each.x, y1), (x1, each.y, x1, y1)]
    return found


def _rules_through_text(texts: Sequence[Boxed], edges: list[Edges], where: str) -> Iterable[Finding]:
    flat = sorted((edge for edge in edges if edge[1] == edge[3]), key=lambda edge: edge[1])
    heights = [edge[1] for edge in flat]
    upright = sorted(edge for edge in edges if edge[0] == edge[2])
    places = [edge[0] for edge in upright]
    for (left, top, right, bottom), text in texts:
        for x0, _, x1, _ in flat[bisect_right(heights, top + 0.25) : bisect_left(heights, bottom - 0.1)]:
            if min(x1, right) - max(x0, left) > 0.2:
                yield stops("paper.rule-through-text", SOURCE, where=where, text=text)
        for _, y0, _, y1 in upright[bisect_right(places, left + 0.1) : bisect_left(places, right - 0.1)]:
            if min(y1, bottom) - max(y0, top) > 0.3:
                yield stops("paper.rule-through-text", SOURCE, where=where, text=text)


def _quiet_zones(
    texts: Sequence[Boxed], symbols: Sequence[Symbol], edges: Sequence[Edges], marks: Sequence[Mark], where: str
) -> Iterable[Finding]:
    """Nothing stands in the empty zone that a reader of a symbol needs around it: no text, no rule, no box, no other symbol."""
    drawn = [*texts, *(((x0 - THIN, y0 - THIN, x1 + THIN, y1 + THIN), "") for x0, y0, x1, y1 in edges)]
    drawn += [((each.x, each.y, each.x + each.w, each.y + each.h), "") for each in marks if isinstance(each, Box) and each.solid]
    drawn += [(_around(each), "") for each in marks if isinstance(each, Shape)]
    for place, symbol in enumerate(symbols):
        zone = _quiet(symbol)
        for box, text in drawn:
            if _meet(zone, box):
                yield stops("paper.quiet-zone", SOURCE, where=where, text=text, symbol=symbol.content)
        for other in symbols[place + 1 :]:
            bare = (other.x, other.y, other.x + other.w, other.y + other.h)
            if _meet(zone, bare) or _meet(_quiet(other), (symbol.x, symbol.y, symbol.x + symbol.w, symbol.y + symbol.h)):
                yield stops("paper.quiet-zone", SOURCE, where=where, text=other.content, symbol=symbol.content)


def _over_pictures(page: Page, texts: Sequence[Boxed], where: str) -> Iterable[Finding]:
    """Every text that lies in a picture, and every picture that leaves the page."""
    for each in page.marks:
        if isinstance(each, Picture):
            held = (each.x, each.y, each.x + each.w, each.y + each.h)
            if _over(held, page, page.margin):
                yield stops("paper.off-page", SOURCE, where=where, text=each.node.alt if each.node is not None else "")
            for box, text in texts:
                if _meet(held, box):
                    yield stops("paper.overlap", SOURCE, where=where, text=text, other=each.node.alt if each.node is not None else "")


def _quiet(symbol: Symbol) -> Edges:
    aside, above = symbol.quiet
    return symbol.x - aside, symbol.y - above, symbol.x + symbol.w + aside, symbol.y + symbol.h + above


def _meet(zone: Edges, box: Edges) -> bool:
    return min(zone[2], box[2]) - max(zone[0], box[0]) > 0.05 and min(zone[3], box[3]) - max(zone[1], box[1]) > 0.05
