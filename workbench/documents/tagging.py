"""The tree of reading of a PDF: what is a heading, a table, a cell, a figure, in which order (ISO 32000-1, 14.7 and 14.8).

ReportLab has no tagging, but it writes whatever objects it is given: marked content goes into the page's code, and the tree
(StructTreeRoot, ParentTree, StructParents, MarkInfo) is added to its document before it is saved. No claim of PDF/UA.
"""
from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFPage
from reportlab.pdfgen.canvas import Canvas

from workbench.documents.marks import Node

ROOT = Node("Document")


class _Element(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """One structure element. ``kids`` are the names of elements, or page and number of marked content."""

    __RefOnly__ = 1

    def __init__(self, node: Node, parent: str) -> None:
        self.node, self.parent = node, parent
        self.kids: list[str | tuple[str, int]] = []

    def format(self, document: object) -> bytes:
        node = self.node
        parts = [f"<< /Type /StructElem /S /{node.tag} /P {self.parent}"]
        if node.alt:
            parts.append(f"/Alt <FEFF{node.alt.encode('utf-16-be').hex()}>")
        if node.tag == "TH":
            parts.append("/A << /O /Table /Scope /Column >>")
        pages = document.idToObjectNumberAndVersion  # type: ignore[attr-defined]
        kids = [
            each if isinstance(each, str) else f"<< /Type /MCR /Pg {pages[each[0]][0]} 0 R /MCID {each[1]} >>" for each in self.kids
        ]
        parts.append(f"/K [{' '.join(kids)}] >>")
        return " ".join(parts).encode("latin-1")


class _Written(PDFObject):  # type: ignore[misc]
    """An object whose text is set before the document is saved."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = ""

    def format(self, document: object) -> bytes:
        return self.text.encode("latin-1")


class Tree:
    """Collects the tree while pages are painted. Elements stand in the order in which they were first drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document = canvas._doc
        self._elements: dict[Node, tuple[_Element, str]] = {}
        self._pages: list[list[str]] = [[]]
        self._root = _Written()
        self._root_name = self._name(self._root)
        self._kids: list[str] = []

    def begin(self, node: Node | None) -> None:
        """What is drawn from here belongs to ``node``; to nothing that is read aloud when None."""
        if node is None:
            self._canvas._code.append("/Artifact BMC")
            return
        element, name = self._element(node)
        contents = self._pages[-1]
        self._canvas._code.append(f"/{node.tag} <</MCID {len(contents)}>> BDC")
        element.kids.append((self._document.thisPageName(), len(contents)))
        contents.append(name)

    def end(self) -> None:
        """The end of what ``begin`` began."""
        self._canvas._code.append("EMC")

    def next_page(self) -> None:
        """After a page was closed."""
        self._pages.append([])

    def finish(self) -> None:
        """Adds the tree to the document."""
        nums = []
        for number, (page, names) in enumerate(zip(self._document.Pages.pages, self._pages, strict=False)):
            held = _Written()
            held.text = f"[{' '.join(names)}]"
            nums.append(f"{number} {self._name(held)}")
            page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        self._root.text = (
            f"<< /Type /StructTreeRoot /K [{' '.join(self._kids)}] /ParentTree << /Nums [{' '.join(nums)}] >> "
            f"/ParentTreeNextKey {len(nums)} >>"
        )
        self._document.Catalog.StructTreeRoot = self._root
        self._document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(self, node: Node) -> tuple[_Element, str]:
        if node not in self._elements:
            above = None if node is ROOT else self._element(node.parent or ROOT)
            element = _Element(node, above[1] if above else self._root_name)
            name = self._name(element)
            (above[0].kids if above else self._kids).append(name)
            self._elements[node] = element, name
        return self._elements[node]

    def _name(self, item: PDFObject) -> str:
        """Adds an object to the document; gives what other objects call it by: ``12 0 R``."""
        return str(self._document.Reference(item).format(self._document).decode("latin-1"))
