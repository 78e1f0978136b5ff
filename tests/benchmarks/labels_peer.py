"""The same label by WeasyPrint or blabel, run in the peers' own environment: prints processor seconds for one label."""
from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

PEER, COUNT = sys.argv[1], int(sys.argv[2])
LINES = (
    "%1-260000147-01-82", "Demo Hospital Pharmacy", "Collection 700123", "FOR AUTOLOGOUS USE ONLY", "NOT EVALUATED FOR INFECTIOUS SUBSTANCES",
    "SAMPLE – NOT FOR PATIENT USE – DEMO", "CD19 CAR-T cells, autologous", "82.4 million", "CAR+ cells", "50.0 mL", "volume",
    "Store below −120 °C, in nitrogen vapour.", "Do not irradiate · No leukocyte filter", "Check recipient and product identity", "Born 14-Mar-2013",
    "Hosp. No. 004812771", "COI 260000147", "Expires", "21-Nov-2026 13:31", "UTC+3 · 10:31 UTC", "Prepared 21-Nov-2026 09:31", "Bag 1/2",
)  # fmt: skip
STYLE = "@page { size: 100mm 60mm; margin: 1mm } body { font: 6.5pt sans-serif; margin: 0 } p { margin: 0 } img { height: 8mm }"


def weasyprint_labels() -> None:
    """Pages of text with both symbols as blabel's helpers draw them."""
    from blabel.label_tools import barcode, datamatrix  # type: ignore[import-not-found]
    from weasyprint import HTML  # type: ignore[import-not-found]

    pages = []
    for number in range(COUNT):
        text = "".join(f"<p>{line}</p>" for line in (f"LEBEDEVA {number}", *LINES))
        images = f'<img src="{barcode(f"%1-26{number:07d}-01-82", "code128")}"><img src="{datamatrix(f"%1-26{number:07d}-01-82")}">'
        pages.append(f'<div style="page-break-after: always">{images}{text}</div>')
    HTML(string=f"<style>{STYLE}</style>{''.join(pages)}").write_pdf()


def blabel_labels() -> None:
    """The same through blabel's template and records."""
    from blabel import LabelWriter  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as folder:
        template, style = Path(folder) / "label.html", Path(folder) / "label.css"
        body = "".join(f"<p>{line}</p>" for line in LINES)
        images = "<img src=\"{{ label_tools.barcode(code, 'code128') }}\"><img src=\"{{ label_tools.datamatrix(code) }}\">"
        template.write_text(f"{images}<p>{{{{ name }}}}</p>{body}", encoding="utf-8")
        style.write_text(STYLE, encoding="utf-8")
        records = [{"code": f"%1-26{number:07d}-01-82", "name": f"LEBEDEVA {number}"} for number in range(COUNT)]
        LabelWriter(str(template), default_stylesheets=(str(style),)).write_labels(records, target=str(Path(folder) / "labels.pdf"))


if __name__ == "__main__":
    make = {"weasyprint": weasyprint_labels, "blabel": blabel_labels}[PEER]
    before = time.process_time()
    make()
    print((time.process_time() - before) / COUNT)
