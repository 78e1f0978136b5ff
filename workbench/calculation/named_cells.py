"""Calculations with cells: counts, viability, expansion, doses, vector (workflow.md section 4, C1 to C11, C14, C17 to C19)."""
from __future__ import annotations

from workbench.calculation.named import NamedCalculation, amount, share
from workbench.calculation.named_functions import bag_split

_ANY = ("viable_cell", "cell", "cd3_cell", "car_cell")
_CAR = ("% car_cell/viable_cell", "% car_cell/cd3_cell", "% car_cell/cell")
_OF_VIABLE, _OF_CD3, _CD3 = "% car_cell/viable_cell", "% car_cell/cd3_cell", "% cd3_cell/viable_cell"
_SOME = ("viable_cell", "viable_cell/kg", "cd3_cell", "cd3_cell/kg", "cell", "cell/kg")

COUNTS = (
    NamedCalculation(
        "C1", "viable-concentration", "Viable cells per mL from a Neubauer chamber", "live cells per 1 mm² square, 10⁻⁴ mL each",
        (
            amount("live", "live cells in each 1 mm² square", "52; 48; 55; 45 cell", "cell", limit=">= 0", series=True),
            amount("dilution", "dilution of the sample", "10", limit=">= 1"),
        ),
        "sum(live) / count(live) / 1e-4 mL * dilution * 1 viable_cell/cell", ("viable_cell/mL",), "5000000", 0,
    ),
    NamedCalculation(
        "C2", "viability", "Viability", "live of all cells counted",
        (
            amount("live", "live cells counted", "200 cell", "cell", limit=">= 0"),
            amount("dead", "dead cells counted", "8 cell", "cell", limit=">= 0"),
        ),
        "live / (live + dead) * 1 viable_cell/cell", ("% viable_cell/cell",), "96.15", 2,
    ),
    NamedCalculation(
        "C2", "counting-uncertainty", "Coefficient of variation of a count", "Poisson: 100 % over the root of the cells counted",
        (amount("counted", "cells counted", "200 cell", "cell"),),
        "100 % * (counted / 1 cell) ^ -0.5", ("%",), "7.07", 2,
    ),
    NamedCalculation(
        "C3", "total-cells", "Cells in a volume", "the basis of the concentration",
        (
            amount("concentration", "cells per mL", "1.2e7 viable_cell/mL", *(f"{each}/mL" for each in _ANY)),
            amount("volume", "volume", "42 mL", "mL"),
        ),
        "concentration * volume", _ANY, "504000000", 0,
    ),
    NamedCalculation(
        "C4", "recovery", "Recovery", "out of in, both on one basis",
        (
            amount("cells_in", "cells before", "1.32e9 viable_cell", *_ANY),
            amount("cells_out", "cells after", "7.26e8 viable_cell", *_ANY, limit=">= 0"),
        ),
        "cells_out / cells_in", ("%",), "55.0", 1,
    ),
    NamedCalculation(
        "C4", "expected-cells", "Cells to expect from a recovery", "the basis of the cells before",
        (amount("cells_in", "cells before", "1.32e9 viable_cell", *_ANY), amount("recovery", "recovery", "55 %", "%")),
        "cells_in * recovery", _ANY, "726000000", 0,
    ),
    NamedCalculation(
        "C5", "car-cells", "CAR+ cells from a cell number", "the cells must be those that CAR % is of; also per kg",
        (
            amount("cells", "cells, or cells per kg", "5.75e9 viable_cell", *_SOME),
            share("car", "CAR+ of these cells", f"26.0 {_OF_VIABLE}", *_CAR),
        ),
        "cells * car", ("car_cell", "car_cell/kg"), "1495000000", 0,
    ),
    NamedCalculation(
        "C5", "car-cells-by-cd3", "CAR+ cells where CAR % is of CD3+", "CAR+ of CD3+, CD3+ of viable; also per kg",
        (
            amount("cells", "viable cells, or viable cells per kg", "5.8733e9 viable_cell", "viable_cell", "viable_cell/kg"),
            share("cd3", "CD3+ of viable", f"97.9 {_CD3}", _CD3),
            share("car", "CAR+ of CD3+", f"26.0 {_OF_CD3}", _OF_CD3),
        ),
        "cells * cd3 * car", ("car_cell", "car_cell/kg"), "1494989782", 0,
    ),
    NamedCalculation(
        "C5", "cells-from-car-cells", "Cells that hold a number of CAR+ cells", "the basis of CAR %",
        (
            amount("car_cells", "CAR+ cells", "1495e6 car_cell", "car_cell", "car_cell/kg"),
            share("car", "CAR+ of the cells asked for", f"26.0 {_OF_VIABLE}", *_CAR),
        ),
        "car_cells / car", _SOME, "5750000000", 0,
    ),
    NamedCalculation(
        "C5", "viable-from-car-cells-by-cd3", "Viable cells that hold a number of CAR+ cells, CAR % of CD3+",
        "CAR+ of CD3+, CD3+ of viable",
        (
            amount("car_cells", "CAR+ cells", "1495e6 car_cell", "car_cell", "car_cell/kg"),
            share("cd3", "CD3+ of viable", f"97.9 {_CD3}", _CD3),
            share("car", "CAR+ of CD3+", f"26.0 {_OF_CD3}", _OF_CD3),
        ),
        "car_cells / car / cd3", ("viable_cell", "viable_cell/kg"), "5873340143", 0,
    ),
)

GROWTH = (
    NamedCalculation(
        "C6", "fold-expansion", "Fold expansion", "harvested of seeded, both on one basis",
        (amount("seeded", "cells seeded", "1e8 viable_cell", *_ANY), amount("harvested", "cells harvested", "5.75e9 viable_cell", *_ANY)),
        "harvested / seeded", ("",), "57.5", 1,
    ),
    NamedCalculation(
        "C6", "population-doublings", "Population doublings", "logarithm to base 2 of the fold expansion",
        (amount("seeded", "cells seeded", "1e8 viable_cell", *_ANY), amount("harvested", "cells harvested", "5.75e9 viable_cell", *_ANY)),
        "log2(harvested / seeded)", ("",), "5.845", 3,
    ),
    NamedCalculation(
        "C6", "doubling-time", "Doubling time", "time in culture over population doublings",
        (
            amount("seeded", "cells seeded", "1e8 viable_cell", *_ANY),
            amount("harvested", "cells harvested", "5.75e9 viable_cell", *_ANY),
            amount("culture", "time in culture", "12 d", "d"),
        ),
        "culture / log2(harvested / seeded)", ("h",), "49.3", 1,
    ),
    NamedCalculation(
        "C14", "vector-volume", "Volume of vector for a multiplicity of infection", "transducing units per viable cell",
        (
            amount("cells", "cells to transduce", "1e8 viable_cell", "viable_cell"),
            amount("moi", "multiplicity of infection", "5 TU/viable_cell", "TU/viable_cell"),
            amount("titre", "titre of the vector", "2.5e8 TU/mL", "TU/mL"),
        ),
        "cells * moi / titre", ("mL",), "2.0", 1,
    ),
    NamedCalculation(
        "C14", "vector-vials", "Vials of vector to thaw", "the vector volume, whole vials upwards",
        (
            amount("cells", "cells to transduce", "1e8 viable_cell", "viable_cell"),
            amount("moi", "multiplicity of infection", "5 TU/viable_cell", "TU/viable_cell"),
            amount("titre", "titre of the vector", "2.5e8 TU/mL", "TU/mL"),
            amount("vial", "volume of one vial", "0.75 mL", "mL"),
        ),
        "round_up(cells * moi / titre / vial * 1 piece, 1 piece)", ("piece",), "3", 0,
    ),
    NamedCalculation(
        "C17", "vcn", "Vector copies per cell", "two copies of the reference gene in each cell",
        (
            amount("transgene", "copies of the transgene", "29000 copy", "copy", limit=">= 0"),
            amount("reference", "copies of the reference gene", "40000 copy", "copy"),
        ),
        "transgene / (reference / 2 copy/cell)", ("copy/cell",), "1.45", 2,
    ),
    NamedCalculation(
        "C17", "vcn-per-transduced", "Vector copies per transduced cell", "per CAR+ cell, from copies per cell and CAR+ of viable",
        (
            amount("vcn", "vector copies per cell", "1.45 copy/cell", "copy/cell"),
            share("car", "CAR+ of viable", f"26.0 {_OF_VIABLE}", _OF_VIABLE),
        ),
        "vcn / car * 1 cell/viable_cell", ("copy/car_cell",), "5.58", 2,
    ),
    NamedCalculation(
        "C18", "poisson-copies", "Copies per cell to expect from CAR %", "Poisson: m = -ln(1 - CAR)",
        (share("car", "CAR+ of viable", f"26 {_OF_VIABLE}", _OF_VIABLE),),
        "-ln(1 - car * 1 viable_cell/car_cell) * 1 copy/cell", ("copy/cell",), "0.301", 3,
    ),
    NamedCalculation(
        "C19", "residual-beads", "Residual beads", "per number of cells, 3 × 10⁶ where nothing else is said",
        (
            amount("counted", "beads counted", "19 bead", "bead", limit=">= 0"),
            amount("cells", "cells counted", "1e6 cell", "cell"),
            amount("per", "cells that the limit is for", "3e6 cell", "cell", assumed="3e6 cell"),
        ),
        "counted * per / cells", ("bead",), "57", 0,
    ),
)

_TARGET = amount("target", "dose per kg", "2e6 car_cell/kg", "car_cell/kg")
_WEIGHT = amount("weight", "body weight", "24.6 kg", "kg")

DOSES = (
    NamedCalculation(
        "C7", "dose-per-kg", "Dose per kilogram", "CAR+ cells per kg of body weight",
        (amount("car_cells", "CAR+ cells", "1495e6 car_cell", "car_cell"), amount("weight", "body weight", "70 kg", "kg")),
        "car_cells / weight", ("car_cell/kg",), "21357143", 0,
    ),
    NamedCalculation(
        "C8", "dose-volume", "Volume for a dose", "CAR+ of viable",
        (
            _TARGET,
            _WEIGHT,
            amount("concentration", "viable cells per mL", "1.2e7 viable_cell/mL", "viable_cell/mL"),
            share("car", "CAR+ of viable", f"31.5 {_OF_VIABLE}", _OF_VIABLE),
        ),
        "target * weight / (concentration * car)", ("mL",), "13.02", 2,
    ),
    NamedCalculation(
        "C8", "dose-volume-by-cd3", "Volume for a dose where CAR % is of CD3+", "CAR+ of CD3+, CD3+ of viable",
        (
            _TARGET,
            _WEIGHT,
            amount("concentration", "viable cells per mL", "1.2e7 viable_cell/mL", "viable_cell/mL"),
            share("cd3", "CD3+ of viable", f"98.2 {_CD3}", _CD3),
            share("car", "CAR+ of CD3+", f"31.5 {_OF_CD3}", _OF_CD3),
        ),
        "target * weight / (concentration * cd3 * car)", ("mL",), "13.25", 2,
    ),
    NamedCalculation(
        "C8", "dose-volume-of-car", "Volume for a dose from CAR+ cells per mL", "CAR+ cells",
        (_TARGET, _WEIGHT, amount("concentration", "CAR+ cells per mL", "3.78e6 car_cell/mL", "car_cell/mL")),
        "target * weight / concentration", ("mL",), "13.02", 2,
    ),
    NamedCalculation(
        "C9", "fraction-dose", "Dose of a fraction", "CAR+ cells",
        (
            share("fraction", "part of the dose", "60 %", "%"),
            amount("target", "dose per kg", "1e6 car_cell/kg", "car_cell/kg"),
            amount("weight", "body weight", "70 kg", "kg"),
        ),
        "fraction * target * weight", ("car_cell",), "42000000", 0,
    ),
    NamedCalculation(
        "C9", "fraction-volume", "Volume of a fraction", "CAR+ cells per mL",
        (
            share("fraction", "part of the dose", "60 %", "%"),
            amount("target", "dose per kg", "1e6 car_cell/kg", "car_cell/kg"),
            amount("weight", "body weight", "70 kg", "kg"),
            amount("concentration", "CAR+ cells per mL", "3.5e6 car_cell/mL", "car_cell/mL"),
        ),
        "fraction * target * weight / concentration", ("mL",), "12.0", 1,
    ),
    NamedCalculation(
        "C10", "bag-split", "Bags for a volume", "as few bags as the largest fill allows, none below the smallest",
        (
            amount("volume", "volume to divide", "110 mL", "mL"),
            amount("largest", "largest fill of a bag", "50 mL", "mL"),
            amount("smallest", "smallest fill of a bag", "30 mL", "mL", limit=">= 0"),
        ),
        "round_up(volume / largest) bags; the last takes the rest, filled up to the smallest from those before it", ("mL",), "50; 30; 30",
        function=bag_split,
    ),
    NamedCalculation(
        "C10", "bag-reconciliation", "Harvest that is not accounted for", "harvest less bags, samples, retained and loss; ties at 0 mL",
        (
            amount("harvest", "volume harvested", "120 mL", "mL"),
            amount("bags", "volume of each bag", "50; 30; 30 mL", "mL", series=True),
            amount("samples", "taken for tests", "5 mL", "mL", limit=">= 0", assumed="0 mL"),
            amount("retained", "retained", "3 mL", "mL", limit=">= 0", assumed="0 mL"),
            amount("loss", "lost, measured", "2 mL", "mL", limit=">= 0", assumed="0 mL"),
        ),
        "harvest - sum(bags) - samples - retained - loss", ("mL",), "0.0", 1,
    ),
    NamedCalculation(
        "C11", "post-thaw-car-cells", "CAR+ cells after thawing", "CAR+ cells before freezing, viable recovery",
        (
            amount("frozen", "CAR+ cells before freezing", "150e6 car_cell", "car_cell"),
            share("recovery", "viable recovery after thawing", "90 %", "%"),
        ),
        "frozen * recovery", ("car_cell",), "135000000", 0,
    ),
)
CELLS = COUNTS + GROWTH + DOSES
