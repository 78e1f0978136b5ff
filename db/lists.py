"""Every list: a view over the stored records, one call each; its columns are those of its record."""
from __future__ import annotations

from db.tables import listed
from workbench.batch.records import BatchLine
from workbench.custody.records import ExposureLine, InfusionLine
from workbench.orders.records import OrderLine
from workbench.vigilance.records import ReportLine

# Outer joins, although every reference holds: what a count does not need, the database then need not read.
listed(
    BatchLine,
    """
    SELECT b.id, b.status, b.opened, b.zone, b.formula, b."order", b.patient, p.family, p.given, p.born, p.hospital_no,
           o.planned, (SELECT max(m.at) FROM step_mark m WHERE m.batch = b.id) AS last_at
    FROM batch b LEFT JOIN "order" o ON o.id = b."order" LEFT JOIN patient p ON p.id = b.patient
    """,
)
listed(
    OrderLine,
    """
    SELECT o.id, o.patient, p.family, p.given, p.hospital_no, p.born, o.formula, o.status, o.version, o.opened, o.ward, o.planned,
           (SELECT b.id FROM batch b WHERE b."order" = o.id ORDER BY b.id DESC LIMIT 1) AS batch
    FROM "order" o LEFT JOIN patient p ON p.id = o.patient
    """,
)
listed(
    InfusionLine,
    """
    SELECT i.id, i.batch, g.number, p.family, p.given, p.born, p.hospital_no, coalesce(c.begun, i.begun) AS begun,
           coalesce(c.given_value, i.given_value) AS amount_value, coalesce(c.given_unit, i.given_unit) AS amount_unit,
           coalesce(c.whole, i.whole) AS whole
    FROM infusion i LEFT JOIN bag g ON g.id = i.bag LEFT JOIN patient p ON p.id = i.patient
    LEFT JOIN infusion_correction c ON c.seq = (SELECT max(n.seq) FROM infusion_correction n WHERE n.infusion = i.id)
    """,
)
listed(
    ReportLine,
    """
    SELECT r.id, r.status, r.reaction, r.received, r.ward, r.batch, p.family, p.given, p.born, p.hospital_no
    FROM safety_report r LEFT JOIN patient p ON p.id = r.patient
    """,
)
# Inner joins: it is asked for by product, which the database then begins with.
listed(
    ExposureLine,
    """
    SELECT i.id, i.batch, i.bag, g.number, i.patient, v.code AS product, b.formula, o.ward, g.dose_value, g.dose_unit,
           coalesce(c.begun, i.begun) AS begun, i.zone, p.family, p.given, p.hospital_no
    FROM formula_version v JOIN batch b ON b.formula = v.id JOIN infusion i ON i.batch = b.id JOIN bag g ON g.id = i.bag
    JOIN "order" o ON o.id = b."order" JOIN patient p ON p.id = i.patient
    LEFT JOIN infusion_correction c ON c.seq = (SELECT max(n.seq) FROM infusion_correction n WHERE n.infusion = i.id)
    """,
)
