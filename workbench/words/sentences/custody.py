"""Sentences about bags at the bedside."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "custody.bag-not-read": Sentence(N_("The label of the bag has not been read."), N_("Scan it.")),
    "custody.no-such-bag": Sentence(N_("No bag with the code {read} is known here."), N_("Scan the label on the bag.")),
    "custody.bag-of-several": Sentence(
        N_("Several bags carry the code {read}: it does not say which one this is."),
        N_("Scan the symbol of the bag itself, or type the identifier beside it."),
    ),
    "custody.patient-not-read": Sentence(
        N_("The patient has not been read."), N_("Scan the wristband; where it cannot be scanned, type its code with a second person.")
    ),
    "custody.other-patient": Sentence(
        N_("This bag is not for the patient whose wristband was read."), N_("Stop. Compare bag and wristband with a second person, and call the pharmacy.")
    ),
    "custody.not-recalled": Sentence(
        N_("Bag {bag} is not called back: its batch stands, or it was given, is back or never left."), N_("Look at the list of what is called back.")
    ),
    "custody.nobody-called": Sentence(N_("Nobody is named who was called."), N_("Write the ward and the name.")),
    "custody.call-ahead": Sentence(N_("The call would lie in the future."), N_("Correct its time.")),
    "custody.never-out": Sentence(N_("Bag {bag} was never handed out."), N_("Scan the label of the bag that came back.")),
    "custody.given-whole": Sentence(
        N_("All of bag {bag} was given, as it is recorded."), N_("Look at its infusion; what is otherwise is corrected there, or reported as a problem.")
    ),
    "custody.back-already": Sentence(
        N_("Bag {bag} is back in the pharmacy already."), N_("Compare the label with the list; report a problem if two bags carry it.")
    ),
    "custody.state-missing": Sentence(N_("Nothing says in what state the bag came back."), N_("Write how it was kept and whether it is whole.")),
    "custody.infused-before": Sentence(N_("The infusion of bag {bag} is recorded already."), N_("Look at it; report what is otherwise as a problem.")),
    "custody.before-hand-out": Sentence(N_("The infusion would have begun before the bag was handed out ({at})."), N_("Correct the time.")),
    "custody.infused-unexplained": Sentence(
        N_("Something went otherwise than it should, and nothing says why."), N_("Write in the remark what happened: it opens a deviation.")
    ),
    "custody.infusion-backward": Sentence(N_("The infusion would end before it begins."), N_("Correct the times.")),
    "custody.infusion-ahead": Sentence(N_("The time lies in the future."), N_("Correct it, or enter the infusion when it has ended.")),
    "custody.patient-dead": Sentence(N_("The death of this patient is recorded ({at})."), N_("Correct the times, or the patient.")),
    "custody.volume-unit": Sentence(N_("A volume in {unit} cannot be compared with that of the bag in {known}."), N_("Enter it with the unit of the bag.")),
    "custody.volume-none": Sentence(N_("The volume given is not more than zero."), N_("Enter what was given.")),
    "custody.volume-more": Sentence(N_("More than the bag held: {given} of {volume}."), N_("Correct the volume; rinsing does not count.")),
    "custody.rest-unexplained": Sentence(
        N_("Not all of the bag was given, and nothing says why."), N_("Write in the remark why, and what became of the rest.")
    ),
    "custody.not-handed-out": Sentence(N_("Bag {bag} was given without having been handed out."), N_("A supervisor assesses the deviation.")),
    "custody.infused-expired": Sentence(N_("Bag {bag} had expired ({at}) when its infusion began."), N_("A supervisor assesses the deviation.")),
    "custody.infused-without-certificate": Sentence(
        N_("It cannot be shown that a certificate of bag {bag} stood when its infusion began."), N_("A supervisor assesses the deviation.")
    ),
    "custody.why-missing": Sentence(N_("The reason is missing."), N_("Write it.")),
    "custody.nothing-changed": Sentence(N_("This is what stands already."), N_("Enter what was otherwise, or leave it.")),
    "custody.observed-before": Sentence(
        N_("Something of this infusion was observed before that ({at})."), N_("Correct the time, or the observation.")
    ),
    "custody.own-infusion": Sentence(N_("{person} entered or corrected this infusion: nobody checks their own entry."), N_("Another person checks it.")),
    "custody.infusion-checked": Sentence(N_("This infusion has been checked already.")),
    "custody.no-such-infusion": Sentence(N_("No such infusion is known here."), N_("Choose it from the list.")),
}
