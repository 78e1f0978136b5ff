"""Calculations of safety, activity, weighing and time (workflow.md section 4, C12, C13, C15, C16, C20 to C26)."""
from __future__ import annotations

from workbench.calculation.named import NamedCalculation, Parameter, amount, moment, share
from workbench.calculation.named_functions import custody_gaps, earliest_expiry, retention_end, risk_score

_VOLUME = amount("volume", "volume given", "50 mL", "mL")
_DMSO = amount("content", "DMSO per mL", "82.5 mg/mL", "mg/mL")

EXCIPIENTS = (
    NamedCalculation(
        "C12", "dmso-load", "DMSO in a volume", "mg per mL of product",
        (_VOLUME, _DMSO),
        "volume * content", ("g",), "4.125", 3,
    ),
    NamedCalculation(
        "C12", "dmso-load-per-kg", "DMSO per kilogram", "compare with 1 g/kg in a day",
        (_VOLUME, _DMSO, amount("weight", "body weight", "12.5 kg", "kg")),
        "volume * content / weight", ("g/kg",), "0.33", 2,
    ),
    NamedCalculation(
        "C12", "dmso-load-by-volume", "DMSO in a volume, from % by volume", "volume in volume, 1.10 g/mL",
        (
            _VOLUME,
            share("part", "DMSO by volume", "10 %", "%"),
            amount("density", "density of DMSO", "1.10 g/mL", "g/mL", assumed="1.10 g/mL"),
        ),
        "volume * part * density", ("g",), "5.5", 1,
    ),
    NamedCalculation(
        "C13", "sodium-load", "Sodium in a volume", "mg per mL of product",
        (_VOLUME, amount("content", "sodium per mL", "2.43 mg/mL", "mg/mL", assumed="2.43 mg/mL")),
        "volume * content", ("mg",), "121.5", 1,
    ),
)

_THRESHOLD = amount("threshold", "tolerated endotoxin, K", "5 EU/kg/h", "EU/kg/h", assumed="5 EU/kg/h")
_WEIGHT = amount("weight", "body weight", "18 kg", "kg")

ENDOTOXIN = (
    NamedCalculation(
        "C15", "endotoxin-limit", "Endotoxin limit of a bolus or an infusion up to 1 h", "K for one hour × weight, in the whole volume",
        (
            _THRESHOLD,
            _WEIGHT,
            amount("volume", "volume given within the hour", "40 mL", "mL"),
            amount("duration", "duration of the infusion", "1 h", "h", limit="0 h .. 1 h", assumed="1 h"),
        ),
        "threshold * 1 h * weight / volume", ("EU/mL",), "2.25", 2,
    ),
    NamedCalculation(
        "C15", "endotoxin-limit-infusion", "Endotoxin limit of an infusion over more than 1 h",
        "K for one hour × weight, in the volume of the worst hour",
        (_THRESHOLD, _WEIGHT, amount("worst_hour", "volume given in the worst single hour", "20 mL", "mL")),
        "threshold * 1 h * weight / worst_hour", ("EU/mL",), "4.50", 2,
    ),
    NamedCalculation(
        "C15", "endotoxin-load", "Endotoxin that the patient receives", "per kg; compare with 5 EU/kg within an hour",
        (
            amount("concentration", "endotoxin found", "4.9 EU/mL", "EU/mL", limit=">= 0"),
            amount("volume", "volume given", "100 mL", "mL"),
            amount("weight", "body weight", "15 kg", "kg"),
        ),
        "concentration * volume / weight", ("EU/kg",), "32.6667", 4,
    ),
    NamedCalculation(
        "C15", "maximum-valid-dilution", "Maximum valid dilution of the endotoxin test", "limit over the sensitivity of the test",
        (
            amount("allowed", "endotoxin limit", "2.25 EU/mL", "EU/mL"),
            amount("sensitivity", "sensitivity of the test, λ", "0.005 EU/mL", "EU/mL"),
        ),
        "allowed / sensitivity", ("",), "450", 0,
    ),
    NamedCalculation(
        "C16", "radiopharmaceutical-endotoxin-limit", "Endotoxin limit of a radiopharmaceutical",
        "175 EU in the volume given, 14 EU into the spine",
        (
            amount("volume", "largest volume given", "10 mL", "mL"),
            Parameter("route", "route", "intravenous", kind="choice", options=("intravenous", "intrathecal"), assumed="intravenous"),
        ),
        "if route is intrathecal then 14 EU / volume else 175 EU / volume", ("EU/mL",), "17.5", 1,
    ),
)

_HALF_LIFE = amount("half_life", "half-life", "109.77 min", "min")
_ELAPSED = amount("elapsed", "time since the reference time; before it, with a minus", "150 min", "min", limit="")
_ACTIVITY = amount("activity", "activity at the reference time", "7400 MBq", "MBq", limit=">= 0")
_REFERENCE = moment("reference", "reference time", "2026-11-20T08:00+01:00")
_AT = moment("at", "time asked for", "2026-11-20T10:30+01:00")

ACTIVITY = (
    NamedCalculation(
        "C20", "decay-factor", "Decay factor", "part of the activity that is left",
        (_ELAPSED, _HALF_LIFE),
        "2 ^ -(elapsed / half_life)", ("",), "0.38783", 5,
    ),
    NamedCalculation(
        "C20", "decayed-activity", "Activity after a time", "activity",
        (_ACTIVITY, _ELAPSED, _HALF_LIFE),
        "activity * 2 ^ -(elapsed / half_life)", ("MBq",), "2869.9621", 4,
    ),
    NamedCalculation(
        "C20", "decayed-activity-at", "Activity at a time of day", "activity, both times with their zone",
        (_ACTIVITY, _REFERENCE, _AT, _HALF_LIFE),
        "activity * 2 ^ -((at - reference) / half_life)", ("MBq",), "2869.9621", 4,
    ),
    NamedCalculation(
        "C20", "decayed-concentration", "Activity per mL after a time", "activity per volume",
        (_ACTIVITY, amount("volume", "volume of the vial", "15 mL", "mL"), _ELAPSED, _HALF_LIFE),
        "activity / volume * 2 ^ -(elapsed / half_life)", ("MBq/mL",), "191.33", 2,
    ),
    NamedCalculation(
        "C20", "activity-volume", "Volume for an activity after a time", "activity per volume at that time",
        (
            amount("need", "activity needed", "250 MBq", "MBq"),
            _ACTIVITY,
            amount("volume", "volume of the vial", "15 mL", "mL"),
            _ELAPSED,
            _HALF_LIFE,
        ),
        "need / (activity / volume * 2 ^ -(elapsed / half_life))", ("mL",), "1.307", 3,
    ),
    NamedCalculation(
        "C20", "activity-volume-at", "Volume for an activity at a time of day",
        "activity per volume at that time, both times with their zone",
        (
            amount("need", "activity needed", "250 MBq", "MBq"),
            _ACTIVITY,
            amount("volume", "volume of the vial", "15 mL", "mL"),
            _REFERENCE,
            _AT,
            _HALF_LIFE,
        ),
        "need / (activity / volume * 2 ^ -((at - reference) / half_life))", ("mL",), "1.307", 3,
    ),
    NamedCalculation(
        "C21", "breakthrough-time", "Time until Mo-99 breakthrough reaches its limit", "Mo-99 activity per Tc-99m activity",
        (
            amount("measured", "breakthrough measured", "0.05 kBq/MBq", "kBq/MBq"),
            amount("allowed", "breakthrough allowed", "0.15 kBq/MBq", "kBq/MBq", assumed="0.15 kBq/MBq"),
            amount("tc_half_life", "half-life of Tc-99m", "6.015 h", "h", assumed="6.015 h"),
            amount("mo_half_life", "half-life of Mo-99", "65.94 h", "h", assumed="65.94 h"),
        ),
        "ln(allowed / measured) / (ln(2) / tc_half_life - ln(2) / mo_half_life)", ("h",), "10.49", 2,
    ),
)

COMPOUNDING = (
    NamedCalculation(
        "C22", "dose-to-volume", "Volume of a dose", "mass per volume",
        (amount("dose", "dose", "500 mg", "mg"), amount("concentration", "concentration", "25 mg/mL", "mg/mL")),
        "dose / concentration", ("mL",), "20.0", 1,
    ),
    NamedCalculation(
        "C22", "dose-deviation", "Deviation of a dose", "made against ordered, of ordered",
        (
            amount("ordered", "dose ordered", "500 mg", "mg", "mL", "MBq"),
            amount("made", "dose made", "485 mg", "mg", "mL", "MBq", limit=">= 0"),
        ),
        "(made - ordered) / ordered", ("%",), "-3.0", 1,
    ),
    NamedCalculation(
        "C22", "body-surface", "Body surface area", "Mosteller: root of height in cm × weight in kg / 3600",
        (amount("height", "height", "170 cm", "cm"), amount("weight", "body weight", "70 kg", "kg")),
        "sqrt(height / 1 cm * (weight / 1 kg) / 3600) * 1 m**2", ("m**2",), "1.82", 2,
    ),
    NamedCalculation(
        "C22", "gravimetric-target", "Weight that a volume must have", "density",
        (amount("volume", "volume", "20 mL", "mL"), amount("density", "density", "1.08 g/mL", "g/mL")),
        "volume * density", ("g",), "21.6", 1,
    ),
)

_COMPONENTS = "2026-11-20T12:00+01:00; 2026-12-31T23:59+01:00"
_FACTOR = "{0} >= 1 and {0} <= 5"

TIMES = (
    NamedCalculation(
        "C23", "earliest-expiry", "Expiry in use", "the earliest of the times given; says which one governs",
        (
            moment("product_bud", "beyond-use time of the product", "2026-11-20T18:00+01:00", optional=True),
            moment("component_expiry", "expiry of each component", _COMPONENTS, series=True, optional=True),
            moment("thawed", "thawing ended", "2026-11-20T09:10+01:00", optional=True),
            amount("thawed_life", "life after thawing", "30 min", "min", assumed="30 min"),
            moment("radionuclide_limit", "time that the radionuclide allows", "2026-11-20T14:00+01:00", optional=True),
            moment("regime_limit", "latest time under the regime", "2026-11-21T09:00+01:00", optional=True),
        ),
        "min(product_bud, component_expiry, thawed + thawed_life, radionuclide_limit, regime_limit)", ("",), "2026-11-20T09:40:00+01:00",
        function=earliest_expiry,
    ),
    NamedCalculation(
        "C24", "retention-end", "End of retention", "years in the calendar after the expiry date",
        (
            Parameter("expiry_date", "expiry date", "2026-11-30", kind="date"),
            amount("years", "years", "30", assumed="30", limit="0 .. 200"),
        ),
        "expiry_date + years; 28 February for 29 February where there is none", ("",), "2056-11-30",
        function=retention_end,
    ),
    NamedCalculation(
        "C25", "time-outside-storage", "Time outside storage", "sum of all times; compare with the limit of the product",
        (amount("outside", "each time outside storage", "12; 7.5; 20 min", "min", limit=">= 0", series=True),),
        "sum(outside)", ("min",), "39.5", 1,
    ),
    NamedCalculation(
        "C25", "custody-gaps", "Time in nobody's custody", "from each handing over to the next taking over; must be 0",
        (
            moment("taken", "each taking over, in order", "2026-11-20T08:00+01:00; 2026-11-20T09:00+01:00", series=True),
            moment("handed", "each handing over, in order", "2026-11-20T09:00+01:00; 2026-11-20T11:30+01:00", series=True),
        ),
        "sum of taken[n + 1] - handed[n] where above 0", ("min",), "0", 0,
        function=custody_gaps,
    ),
    NamedCalculation(
        "C26", "risk-score", "Risk score of a preparation", "product of five factors from 1 to 5; above 100 is high risk",
        (
            amount("preparation", "type of preparation (parenteral 5)", "5", limit=_FACTOR.format("preparation")),
            amount("quantity", "amount made in a year", "1", limit=_FACTOR.format("quantity")),
            amount("effect", "strength of the effect", "5", limit=_FACTOR.format("effect")),
            amount("process", "process (aseptic filling 5)", "5", limit=_FACTOR.format("process")),
            amount("supply", "supply (internal 1)", "1", limit=_FACTOR.format("supply")),
        ),
        "preparation * quantity * effect * process * supply", ("",), "125", 0,
        function=risk_score,
    ),
)
SAFETY = EXCIPIENTS + ENDOTOXIN + ACTIVITY + COMPOUNDING + TIMES
