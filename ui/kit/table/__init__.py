"""Tables: rows and cells as values, a model that fetches pages, and a view that draws them as the design says.

``from ui.kit.table import Cell, Column, Group, Row, Rows, TableView``
"""
from __future__ import annotations

from ui.kit.table.cells import Cell, Column, Group, Line, Row
from ui.kit.table.model import Rows, paged
from ui.kit.table.view import TableView

__all__ = ["Cell", "Column", "Group", "Line", "Row", "Rows", "TableView", "paged"]
