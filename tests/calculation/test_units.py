"""Units convert within their kind and nowhere else."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.typing_in import code_of, facts_of, quantity
from workbench.calculation.unit_table import UNITS, powers, shown
from workbench.calculation.units import check_unit, convert, measure, same_kind
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity


@pytest.mark.parametrize(
    ("given_text", "unit", "wanted"),
    [
        ("26.0 %", "", "0.26"),
        ("0.26", "%", "26"),
        ("2 h", "min", "120"),
        ("90 min", "h", "1.5"),
        ("14 d", "h", "336"),
        ("2.5 mL", "uL", "2500"),
        ("1500 mL", "L", "1.5"),
        ("1e-4 mL", "mm**3", "0.1"),
        ("0.15 kBq/MBq", "", "0.00015"),
        ("0.05 GBq", "MBq", "50"),
        ("31.5 % car_cell/viable_cell", "car_cell/viable_cell", "0.315"),
        ("5 EU/kg/h", "EU/kg/min", "0.08333333333333333333333333333333333"),
        ("4125 mg", "g", "4.125"),
        ("80 pg/mL", "ng/L", "80"),
        ("1.82 m**2", "cm**2", "18200"),
        ("37 degC", "K", "310.15"),
        ("310.15 K", "degC", "37"),
        ("-120 degC", "degC", "-120"),
    ],
)
def test_converts(given_text: str, unit: str, wanted: str) -> None:
    assert convert(quantity(given_text), unit) == Quantity(Decimal(wanted), unit)


def test_a_quantity_in_its_own_unit_keeps_its_zeros() -> None:
    assert str(convert(quantity("26.00 %"), "%")) == "26.00 %"


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("EU/mL", "EU/kg/h"),
        ("EU/kg", "EU/kg/h"),
        ("copy/cell", "copy/car_cell"),
        ("% car_cell/viable_cell", "% car_cell/cd3_cell"),
        ("viable_cell", "car_cell"),
        ("cell", "viable_cell"),
        ("Bq", "h**-1"),
        ("mL", "mg"),
        ("EU", "IU"),
        ("CFU", "TU"),
        ("degC", "kg"),
    ],
)
def test_what_does_not_convert_is_refused_with_both_named(unit: str, other: str) -> None:
    assert not same_kind(unit, other)
    with pytest.raises(Refused) as refusal:
        convert(Quantity(Decimal(1), unit), other)
    assert code_of(refusal) == "units-differ"
    assert facts_of(refusal) == {"unit": unit, "other": other}


@pytest.mark.parametrize("unit", ["kg", "mL", "viable_cell"])
def test_a_number_without_unit_is_not_guessed(unit: str) -> None:
    with pytest.raises(Refused) as refusal:
        convert(quantity("70"), unit)
    assert code_of(refusal) == "unit-missing"
    assert facts_of(refusal) == {"unit": unit}


@pytest.mark.parametrize(
    "text",
    [
        "cup", "M", "U", "ml", "kMBq", "mega", "l", "Hz", "metre", "gram", "percent", "mL/", "/mL", "mL//h", "mL*", "mL**", "mL**0",
        "mL**2**2", "mL**1.5", "mL mL", "%%", "% %", "mL/%", "1/h", "mL^2", "°C", "µL", "мл", "cell/виable", "(mL)", "mL;rm", "__class__",
        " / ",
    ],
)
def test_only_the_table_is_a_unit(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_unit(text)
    assert code_of(refusal) == "unknown-unit"


@given(st.text(max_size=30))
def test_no_text_breaks_a_unit(text: str) -> None:
    shown(text, "ru")
    try:
        check_unit(text)
    except Refused as refusal:
        code = refusal.findings[0].code.removeprefix("calculation.")
        if code not in ("unknown-unit", "temperature-arithmetic", "out-of-range"):
            pytest.fail(code)


@pytest.mark.parametrize("text", ["degC/h", "mL*degC", "degC**2"])
def test_a_temperature_scale_makes_no_compound(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_unit(text)
    assert code_of(refusal) == "temperature-arithmetic"


@given(st.decimals(min_value=-10**9, max_value=10**9, places=4), st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_there_and_back_changes_nothing(number: Decimal, unit: str, other: str) -> None:
    if same_kind(unit, other):
        assert convert(convert(Quantity(number, unit), other), unit).value == number


def test_every_factor_goes_to_the_base_and_back_exactly() -> None:
    for name in UNITS:
        meaning = measure(name)
        assert meaning.under == 1
        assert len(meaning.over.normalize().as_tuple().digits) <= 4, name


@pytest.mark.parametrize(
    ("unit", "en", "ru"),
    [
        ("% car_cell/viable_cell", "% CAR+ of viable", "% CAR+ от живых"),
        ("% car_cell/cd3_cell", "% CAR+ of CD3+", "% CAR+ от CD3+"),
        ("% cd3_cell/viable_cell", "% CD3+ of viable", "% CD3+ от живых"),
        ("% viable_cell/cell", "% viable of all cells", "% живых от всех клеток"),
        ("car_cell/kg", "CAR+ cells/kg", "CAR+ клеток/кг"),
        ("MBq/mL", "MBq/mL", "МБк/мл"),
        ("copy/cell", "copies per cell", "копий на клетку"),
        ("copy/car_cell", "copies per CAR+ cell", "копий на CAR+ клетку"),
        ("TU/viable_cell", "TU per viable cell", "ТЕ на живую клетку"),
        ("EU/kg/h", "EU/kg/h", "ЕЭ/кг/ч"),
        ("kBq/MBq", "kBq/MBq", "кБк/МБк"),
        ("mg/m**2", "mg/m²", "мг/м²"),
        ("degC", "°C", "°C"),
        ("uL", "µL", "мкл"),
        ("%", "%", "%"),
        ("", "", ""),
        ("no unit at all", "no unit at all", "no unit at all"),
    ],
)
def test_shown(unit: str, en: str, ru: str) -> None:
    assert shown(unit, "en") == en
    assert shown(unit, "ru") == ru


def test_every_unit_is_shown_in_both_languages() -> None:
    for row in UNITS.values():
        assert row.en
        assert row.ru
        assert bool(row.en_per) == bool(row.ru_per)


def test_powers_keep_the_order_and_cancel() -> None:
    assert powers("% car_cell/viable_cell") == (("%", 1), ("car_cell", 1), ("viable_cell", -1))
    assert powers("EU/kg/h") == (("EU", 1), ("kg", -1), ("h", -1))
    assert powers("mL**-1") == (("mL", -1),)
    assert powers("mL/mL") == ()
