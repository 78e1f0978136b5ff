"""Sentences about people: who they are, what they may do, how they prove it; and about the site. The names of roles and acts."""
from __future__ import annotations

from workbench.words.sentence import N_, Sentence

PROVING: dict[str, Sentence] = {
    "people.not-proved": Sentence(N_("The name and the secret do not go together."), N_("Try again, or ask an administrator for new secrets.")),
    "people.locked": Sentence(
        N_("Too many wrong tries: locked until {until}."), N_("Wait until then, or ask an administrator or supervisor to unlock you.")
    ),
    "people.inactive": Sentence(N_("{person} is no longer in service."), N_("Another person does this.")),
    "people.unknown": Sentence(N_("Nobody called {person} is known here."), N_("Choose a person from the list.")),
    "people.proof-of-another": Sentence(N_("The proof is another person's."), N_("Whoever signs proves who they are.")),
    "people.proof-stale": Sentence(
        N_("More than {seconds} seconds have passed since you proved who you are."), N_("Scan the badge or type the name again, with the secret.")
    ),
    "people.password-needed": Sentence(N_("This signature needs the password, not the PIN."), N_("Sign with your name and password.")),
    "people.change-secrets": Sentence(
        N_("Your PIN and password were given by somebody else."), N_("Change both in Settings before you sign anything.")
    ),
    "people.change-secrets-first": Sentence(
        N_("Your PIN and password were given by somebody else: nothing can be signed with them."), N_("Change both in Settings.")
    ),
    "people.secrets-unchanged": Sentence(N_("The new PIN or password is the old one."), N_("Choose a PIN and a password of your own.")),
    "people.pin-form": Sentence(N_("The PIN has {least} to {most} digits."), N_("Type another PIN.")),
    "people.pin-guessed": Sentence(
        N_("This PIN is easily guessed."), N_("Choose one that is no row of digits, has three different ones and is not on your badge.")
    ),
    "people.password-short": Sentence(N_("The password has {least} to {most} characters."), N_("Choose another, for example four words.")),
    "people.password-guessed": Sentence(
        N_("This password is easily guessed."), N_("Choose one that is not your name and has at least six different characters.")
    ),
    "people.reason-missing": Sentence(N_("A reason is missing."), N_("Write in a few words why.")),
}

RIGHTS: dict[str, Sentence] = {
    "people.act-not-allowed": Sentence(N_("As {role} you may not {act}."), N_("This is done by: {roles}.")),
    "people.role-not-held": Sentence(N_("{person} is not appointed as {role} on {day}."), N_("An administrator appoints them, with dates.")),
    "people.not-qualified": Sentence(
        N_("{person} has no qualification “{qualification}”."), N_("A qualified person does this, or a supervisor records the qualification.")
    ),
    "people.qualification-ended": Sentence(
        N_("The qualification “{qualification}” of {person} ended on {day}."),
        N_("A qualified person does this, or a supervisor records the renewal."),
    ),
    "people.took-part": Sentence(
        N_("{person} did a step, check or test of batch {batch}."), N_("Somebody who took no part reviews and releases it.")
    ),
    "people.decided-before": Sentence(
        N_("{person} has reviewed or released batch {batch}."), N_("Somebody who has not decided about the batch does it.")
    ),
    "people.same-person": Sentence(N_("{person} did this: nobody checks their own work."), N_("A second person checks it.")),
}

KEEPING: dict[str, Sentence] = {
    "people.own-appointment": Sentence(N_("Nobody appoints themselves."), N_("Another administrator does it.")),
    "people.own-qualification": Sentence(N_("Nobody records their own qualification."), N_("A supervisor or administrator does it.")),
    "people.own-secrets": Sentence(N_("You cannot give new secrets to yourself."), N_("Change your own PIN and password in Settings.")),
    "people.own-deactivation": Sentence(N_("Nobody takes themselves out of service."), N_("Another administrator does it.")),
    "people.own-lock": Sentence(N_("Nobody unlocks themselves."), N_("An administrator or supervisor does it.")),
    "people.known": Sentence(N_("{person} is known already, and no name is given twice."), N_("Choose another short name.")),
    "people.name-missing": Sentence(N_("The name is missing."), N_("Enter it.")),
    "people.initials-form": Sentence(N_("The initials have one to five letters."), N_("Enter them.")),
    "people.badge-form": Sentence(N_("A badge number has 4 to 12 digits."), N_("Enter the number on the badge.")),
    "people.badge-taken": Sentence(N_("Badge {badge} belongs to another person."), N_("Enter the number of this person's own badge.")),
    "people.dates-backward": Sentence(N_("The last day is before the first."), N_("Enter the days in their order.")),
    "people.deputy-undated": Sentence(N_("A deputy stands in for a stated time only."), N_("Enter the last day.")),
    "people.deputy-for-nobody": Sentence(
        N_("That person is not appointed as {role} in this time."), N_("Choose whom the deputy stands in for, and days within their appointment.")
    ),
    "people.already-appointed": Sentence(N_("They are appointed as {role} in this time already."), N_("Change the dates, or end the other first.")),
    "people.administrator-decides-nothing": Sentence(
        N_("Who is administrator is neither responsible person nor supervisor."), N_("Appoint another person.")
    ),
    "people.qualification-missing": Sentence(N_("The qualification is missing."), N_("Enter the name that the formulas use for it.")),
}

SITE: dict[str, Sentence] = {
    "site.exists": Sentence(N_("This register has its site already."), N_("Open it and sign in.")),
    "site.name-missing": Sentence(N_("The name of the site is missing."), N_("Enter it: it stands on every paper.")),
    "site.zone-unknown": Sentence(N_("“{zone}” is no time zone."), N_("Choose one from the list, such as Europe/Madrid.")),
    "site.language-unknown": Sentence(N_("Papers are not made in “{language}”."), N_("Choose English or Russian.")),
    "site.lock-minutes": Sentence(N_("The screen locks after {least} to {most} minutes."), N_("Enter a number of minutes between these.")),
}

SENTENCES: dict[str, Sentence] = PROVING | RIGHTS | KEEPING | SITE
