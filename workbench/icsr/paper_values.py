"""What of a case stands in the boxes of a printed form: a pure function from the record of the case. What the case does not say is a dash."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workbench.documents.forms import Said
from workbench.icsr.narrative import CATEGORIES, OUTCOMES
from workbench.kernel.values import Quantity
from workbench.vigilance.casereport.records import CaseReport, Dose, Drug, Null, Number, PartialTime, Patient, Reaction, Reporter, Sender, Text, Time, Unread
from workbench.vigilance.records import Outcome
from workbench.words.formats import date_text, duration_text, moment_text, number_text, quantity_text, sex_name
from workbench.words.sentence import N_
from workbench.words.translation import Words

NOTHING = "–"
NULLS = {
    "MSK": N_("withheld"), "UNK": N_("not known"), "NASK": N_("not asked"), "ASKU": N_("asked, not known"), "NI": N_("no information"),
    "NA": N_("not applicable"),
}  # fmt: skip
SEXES = {"1": "male", "2": "female"}
ENDED = {
    "1": Outcome.RECOVERED, "2": Outcome.RECOVERING, "3": Outcome.NOT_RECOVERED, "4": Outcome.SEQUELAE, "5": Outcome.FATAL, "0": Outcome.UNKNOWN,
}  # fmt: skip
CRITERIA = ("death", "life_threatening", "hospitalisation", "disability", "congenital_anomaly", "other_important")
STUDY, NOT_APPLICABLE, SUSPECT, INTERACTING = "2", "9", "1", "3"
HEALTH = ("1", "2", "3")
"""Qualifications of health professionals (C.2.r.4)."""
AGAIN = {"1": "yes", "2": "no", "4": "na"}
"""G.k.9.i.4: came back, did not, was not given again."""
_OWN = {"Cel": "degC", "[EU]": "EU", "[iU]": "IU", "[CFU]": "cfu", "1": "", "wk": "week"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why the case is printed: first or with news, of a reaction or of an effect that failed to appear; and whether the case was nullified."""

    report: str
    follow_up: bool = False
    lack_of_effect: bool = False
    nullified: bool = False


class CaseValues:
    """Speaks of one case in one language; times in ``zone``."""

    def __init__(self, case: CaseReport, occasion: Occasion, words: Words, zone: str) -> None:
        self.case, self.occasion, self.words, self.zone = case, occasion, words, zone
        self.patient = case.patient or Patient()
        self.reaction = case.reactions[0] if case.reactions else Reaction()
        self.reporter = case.reporters[0] if case.reporters else Reporter()
        self.suspects = tuple(each for each in case.drugs if each.role in (SUSPECT, INTERACTING))
        self.doses = tuple(dose for drug in self.suspects for dose in drug.doses)

    def said(self) -> Mapping[str, Said]:
        """Each name that a form may ask for, and what stands there."""
        case, patient, reporter = self.case, self.patient, self.reporter
        texts = {
            "patient": self.text(patient.name), "country": self.text(self.reaction.country), "birth": self.time(patient.birth),
            "age": self.age(), "sex": self.sex(), "weight": self.amount(patient.weight_kg, "kg"),
            "pregnancy": self.amount(patient.gestation, patient.gestation_unit), "onset": self.time(self.reaction.start),
            "ended": self.time(self.reaction.end), "describe": self.describe(), "product": self.product(), "name": self.names(),
            "holder": _joined((self.text(each.holder) for each in self.suspects if each.holder), "; "),
            "batch": _joined(dict.fromkeys(self.text(each.batch_lot) for each in self.doses if each.batch_lot), "; "),
            "dose": _joined((self.dose(each) for each in self.doses), "\n"),
            "given": _joined((*(self.dose(each) for each in self.doses), *self.about_bags()), "\n"),
            "route": _joined(dict.fromkeys(self.text(each.route) for each in self.doses), "; "),
            "indication": _joined((self.text(each.text) for drug in self.suspects for each in drug.indications), "; "),
            "therapy": _joined((f"{self.time(each.start)} … {self.time(each.end)}" for each in self.doses), "\n"),
            "duration": _joined((self.length(each) for each in self.doses), "\n"), "concomitant": self.concomitant(), "history": self.history(),
            "sender": self.sender(), "control": self.text(case.identifier), "received": self.received(), "reported": self.time(case.created),
            "causality": self.causality(), "outcome_text": self.outcome(), "treatment": self.treatment(), "reporter": self.reported_by(),
        }  # fmt: skip
        ticks = {
            "criteria": {name for name in CRITERIA if getattr(self.reaction, name) is True}, "dechallenge": self.dechallenge(),
            "rechallenge": {AGAIN[str(each.answer)] for drug in self.suspects for each in drug.recurrences if each.answer in AGAIN},
            "source": self.source(), "type": {"follow-up" if self.occasion.follow_up else "initial"},
            "notice": {"lack" if self.occasion.lack_of_effect else "reaction"},
            "outcome": {str(self.reaction.outcome)} if self.reaction.outcome in ENDED else set(), "qualification": {str(reporter.qualification)},
        }  # fmt: skip
        return {name: Said(text) for name, text in texts.items()} | {name: Said("", frozenset(each)) for name, each in ticks.items()}

    # -------------------------------------------------------------------------------------------------- kinds of values
    def text(self, said: Text) -> str:
        """A text as it is, a null flavour in words, a dash for nothing."""
        if isinstance(said, Null):
            return self.words.marked(NULLS.get(said.flavour, said.flavour))
        return said or NOTHING

    def time(self, said: Time) -> str:
        """A moment, a day, or as much of it as is known."""
        if isinstance(said, datetime):
            return moment_text(said, self.zone, self.words)
        if isinstance(said, PartialTime):
            digits = said.digits
            return date_text(date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])), self.words) if len(digits) == 8 else digits
        return said.said if isinstance(said, Unread) else self.text(said)

    def amount(self, said: Number, unit: Text) -> str:
        """A number with its unit as people write it."""
        if not isinstance(said, Decimal):
            return said.said if isinstance(said, Unread) else self.text(said)
        return quantity_text(Quantity(said, own_unit(unit) if isinstance(unit, str) else ""), self.words)

    def age(self) -> str:
        """The age in whole years, months or days."""
        words, age, unit = self.words, self.patient.age, self.patient.age_unit
        if not isinstance(age, Decimal):
            return self.amount(age, unit)
        said = {
            "a": words.plural("{n} year", "{n} years", int(age)), "mo": words.plural("{n} month", "{n} months", int(age)),
            "d": words.plural("{n} day", "{n} days", int(age)),
        }  # fmt: skip
        return said[unit].format(n=number_text(age, words)) if isinstance(unit, str) and unit in said else self.amount(age, unit)

    def sex(self) -> str:
        """The sex in words."""
        sex = self.patient.sex
        return sex_name(SEXES.get(sex, ""), self.words) if isinstance(sex, str) else self.text(sex)

    # -------------------------------------------------------------------------------------------------- reaction and product
    def describe(self) -> str:
        """Every reaction in the reporter's words with its code, then the narrative."""
        words, found = self.words, []
        for each in self.case.reactions:
            said = words("“{reaction}”").format(reaction=self.text(each.verbatim))
            code = f" (MedDRA {self.text(each.meddra_version)}: {self.text(each.meddra_code)})"
            found.append(said + code if each.meddra_code else said)
        return "\n".join((*found, *([self.text(self.case.narrative)] if self.case.narrative else [])))

    def names(self) -> str:
        """Each suspected product, and its form."""
        forms = {each.key: dict.fromkeys(self.text(dose.form) for dose in each.doses if dose.form) for each in self.suspects}
        return _joined((", ".join((self.text(each.name), *forms[each.key])) for each in self.suspects), "\n")

    def about_bags(self) -> tuple[str, ...]:
        """What each suspected product says of its bags: batch, vector lot, what was measured."""
        return tuple(self.text(each.additional_text) for each in self.suspects if each.additional_text)

    def product(self) -> str:
        """Each suspected product with what is known of its bags."""
        return _joined((self.names(), *self.about_bags()), "\n")

    def dose(self, dose: Dose) -> str:
        """What was given, and of which bag."""
        said = f"{self.amount(dose.amount, dose.unit)} ({self.text(dose.text)})" if dose.text else self.amount(dose.amount, dose.unit)
        return said if dose.amount is not None else self.text(dose.text)

    def length(self, dose: Dose) -> str:
        """From start to end, where both are known to the minute."""
        if isinstance(dose.start, datetime) and isinstance(dose.end, datetime):
            return duration_text(dose.end - dose.start, self.words)
        return NOTHING

    def dechallenge(self) -> set[str]:
        """Only that the question does not apply follows from a case: what was given whole cannot be withdrawn."""
        return {"na"} if self.suspects and all(each.action_taken == NOT_APPLICABLE for each in self.suspects) else set()

    def treatment(self) -> str:
        """Nothing was withdrawn where all of it was given; what was given against the reaction stands among the results."""
        words = self.words
        given = words("The product was given once and whole.") if self.dechallenge() else ""
        listed = words("Treatments that were entered stand in the list behind the form.") if self.case.tests else ""
        return _joined((each for each in (given, listed) if each), " ")

    def concomitant(self) -> str:
        """Other products, where the case names any."""
        others: list[Drug] = [each for each in self.case.drugs if each not in self.suspects]
        return _joined((f"{self.text(each.name)}: {self.doses_of(each)}" for each in others), "\n")

    def doses_of(self, drug: Drug) -> str:
        """When another product was given."""
        return _joined((f"{self.time(each.start)} … {self.time(each.end)}" for each in drug.doses), ", ")

    def history(self) -> str:
        """The medical history in words, with earlier conditions and drugs."""
        found = [self.text(self.patient.history_text)] if self.patient.history_text else []
        found += [self.text(each.comments) for each in self.patient.history if each.comments]
        found += [self.text(each.name) for each in self.patient.past_drugs]
        return _joined(found, "; ")

    # -------------------------------------------------------------------------------------------------- who, when, what follows
    def sender(self) -> str:
        """Who sends it, with the address."""
        said = self.case.sender or Sender()
        name = " ".join(str(each) for each in (said.title, said.given_name, said.family_name) if isinstance(each, str))
        parts = (said.organisation, said.department, name, said.street, said.postcode, said.city, said.country, said.telephone, said.email)
        return _joined((self.text(each) for each in parts if each), ", ")

    def reported_by(self) -> str:
        """The reporter's name, as far as it goes out, ward and hospital."""
        said = self.reporter
        name = dict.fromkeys(self.text(each) for each in (said.family_name, said.given_name) if each)
        return _joined((" ".join(name), *(self.text(each) for each in (said.department, said.organisation) if each)), ", ")

    def received(self) -> str:
        """When the hospital heard of it first, and, where there was news, of the newest."""
        first, newest = self.time(self.case.first_received), self.time(self.case.most_recent)
        return first if first == newest else f"{first}\n{newest}"

    def source(self) -> set[str]:
        """Study, literature, health professional or another."""
        found = {"study"} if self.case.report_type == STUDY else set()
        found |= {"literature"} if self.case.literature else set()
        known = isinstance(self.reporter.qualification, str)
        return found | ({"health" if self.reporter.qualification in HEALTH else "other"} if known else set())

    def outcome(self) -> str:
        """The outcome in words."""
        outcome = self.reaction.outcome
        return self.words.marked(OUTCOMES[ENDED[outcome]]) if isinstance(outcome, str) and outcome in ENDED else self.text(outcome)

    def causality(self) -> str:
        """Each judgement: by which method, with which result, by whom."""
        words, found = self.words, []
        for each in self.case.relatedness:
            result = self.text(each.result)
            said = words.marked(CATEGORIES[result]) if result in CATEGORIES else result
            found.append(f"{self.text(each.method)}: {said} ({self.text(each.source)})")
        return _joined(found, "\n")


def own_unit(unit: str) -> str:
    """A code of UCUM as the workbench writes the unit: ``{cell}/uL`` is ``cell/uL``, ``10*9/L`` is ``10^9/L``."""
    return "/".join(_OWN.get(each, each.strip("{}").replace("10*", "10^")) for each in unit.split("/"))


def _joined(parts: Iterable[str], mark: str) -> str:
    found = [each for each in parts if each]
    return mark.join(found) or NOTHING
