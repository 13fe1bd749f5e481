"""Which form, version, partner, period and language a file was made for.

A template says so in its document properties. Another program may drop them when it saves the file:
then the file is recognized by the words above its tables, what is asked for, and its headings.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ingest.findings import Finding, Severity
from ingest.returns.heads import Heads
from ingest.returns.period_names import named
from ingest.returns.recognized import FORM, LANGUAGE, PARTNER, PERIOD, VERSION, Recognized
from ingest.returns.stated import RowPeriods
from metrics import Catalogue, Language, MetricsError, Period, ReturnForm, Text, nearest

AS_CURRENT = "current-version"
PERIOD_UNKNOWN, WRONG_PARTNER = "period-unknown", "wrong-partner"


class Asked(NamedTuple):
    """What a check is asked to read a file as, as far as that is known before it is opened."""

    partner: str | None
    form: str | None
    period: Period | None
    language: Language
    answers: Mapping[str, str]
    today: date


class Recognition:
    def __init__(
        self, file: str, properties: Mapping[str, str], catalogue: Catalogue, asked: Asked,
        rows: RowPeriods, heads: Heads,
    ) -> None:  # fmt: skip
        self._file, self._said, self._catalogue, self._asked = file, properties, catalogue, asked
        self._rows, self._heads, self._offered = rows, heads, tuple[Period, ...]()
        self._findings: list[Finding] = []

    def recognize(self) -> Recognized:
        partner = self._partner()
        form = self._form(partner)
        version = self._version(form) if form else 0
        period = self._period(form, partner) if form else None
        if form and period and partner and not form.tables_of(partner, period):
            called = named(period, form)
            self._tell(
                Severity.ERROR, "not-obliged",
                Text(f"Your organization is not asked for this return for {called.en}.",
                     f"Ce rapport n'est pas demandé à votre organisme pour {called.fr}."),
                Text("Choose another period or another return.",
                     "Choisissez une autre période ou un autre rapport."),
            )  # fmt: skip
        language = self._language()
        findings = tuple(self._findings)
        return Recognized(form, version, partner, period, language, findings, self._offered)

    def _partner(self) -> str:
        said, head = self._said.get(PARTNER, ""), self._heads.partner(self._catalogue.partners)
        if said in self._catalogue.partners and head and said != head:
            self._tell_of_two_partners(said, head)
        said, asked = said or head, self._asked.partner
        if asked and said and said != asked:
            self._tell(
                Severity.ERROR, WRONG_PARTNER,
                Text("This template was made for another organization.",
                     "Ce gabarit a été préparé pour un autre organisme."),
                Text("Download your own template, and copy your figures into it.",
                     "Téléchargez votre propre gabarit et copiez-y vos chiffres."),
            )  # fmt: skip
        partner = asked or said
        if partner in self._catalogue.partners:
            return partner
        self._tell(
            Severity.ERROR, "partner-unknown",
            Text("Nothing tells which organization this return is from.",
                 "Rien ne dit de quel organisme vient ce rapport."),
            Text("Use the template made for your organization, or say which one it is.",
                 "Utilisez le gabarit de votre organisme, ou indiquez lequel c'est."),
        )  # fmt: skip
        return ""

    def _tell_of_two_partners(self, said: str, head: str) -> None:
        """Of another's workbook the line above its tables retyped, or the other way round."""
        its, told = (self._catalogue.partners[one].title for one in (said, head))
        self._tell(
            Severity.ERROR, WRONG_PARTNER, _two_said(its, told),
            Text("Correct that line, or copy the figures into the template of the organization "
                 "whose they are.",
                 "Corrigez cette ligne, ou copiez les chiffres dans le gabarit de l'organisme "
                 "dont ils sont."),
        )  # fmt: skip

    def _form(self, partner: str) -> ReturnForm | None:
        said, asked, forms = self._said.get(FORM, ""), self._asked.form, self._catalogue.returns
        if asked and said and said != asked:
            self._tell(
                Severity.ERROR, "wrong-form",
                Text("This file is the template of another return.",
                     "Ce fichier est le gabarit d'un autre rapport."),
                Text("Download the template of this return, or choose the other return.",
                     "Téléchargez le gabarit de ce rapport, ou choisissez l'autre rapport."),
            )  # fmt: skip
            return None
        if form := forms.get(asked or said):
            return form
        mine = [one for one in forms.values() if any(o.partner == partner for o in one.obligations)]
        if len(mine) == 1 and not (asked or said):
            return mine[0]
        self._tell_no_form(asked or said)
        return None

    def _tell_no_form(self, name: str) -> None:
        forms = self._catalogue.returns
        if not forms:
            message = Text("No return form is declared here, so no return can be checked.",
                           "Aucun formulaire de rapport n'est déclaré ici\u00a0: aucun rapport ne "
                           "peut être vérifié.")  # fmt: skip
        else:
            near = ", ".join(nearest(name, forms)) if name else ", ".join(forms)
            message = Text(f"Nothing tells which return this is. Known here: {near}.",
                           "Rien ne dit quel rapport c'est. Connus ici\u00a0: "
                           f"{near}.")  # fmt: skip
        right = Text("Use the template of the return, or say which one it is.",
                     "Utilisez le gabarit du rapport, ou indiquez lequel c'est.")  # fmt: skip
        self._tell(Severity.ERROR, "form-unknown", message, right)

    def _version(self, form: ReturnForm) -> int:
        said = self._said.get(VERSION, "")
        if not said:
            self._tell(
                Severity.INFO, "no-fingerprint",
                Text("The file does not say which template it is; it is read by its headings.",
                     "Le fichier ne dit pas de quel gabarit il vient; il est lu d'après ses "
                     "en-têtes."),
            )  # fmt: skip
            return form.version
        number = int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 0
        if 0 < number < form.version:
            self._tell(
                Severity.INFO, "older-template",
                Text(f"This is version {number} of the template; version {form.version} is in use. "
                     "It is read all the same.",
                     f"C'est la version {number} du gabarit; la version {form.version} est en "
                     "vigueur. Il est lu tout de même."),
            )  # fmt: skip
        elif number != form.version and not self._answered("version"):
            self._tell_version(said[:20], form.version)
        return number or form.version

    def _answered(self, rule: str) -> bool:
        return self._asked.answers.get(rule) == AS_CURRENT

    def _tell_version(self, said: str, now: int) -> None:
        self._tell(
            Severity.ERROR, "version",
            Text(f"The file says that it is version '{said}' of the template, which is not known "
                 f"here; version {now} is in use.",
                 f"Le fichier dit être la version « {said} » du gabarit, inconnue ici; la version "
                 f"{now} est en vigueur."),
            Text("Download the template anew, or say that it is to be read as the one in use.",
                 "Téléchargez le gabarit de nouveau, ou indiquez qu'il faut le lire comme celui "
                 "qui est en vigueur."),
            (AS_CURRENT,),
        )  # fmt: skip

    def _period(self, form: ReturnForm, partner: str) -> Period | None:
        said, head = _period_in(self._said.get(PERIOD, "")), self._heads.period(form)
        if said and head and said != head:
            return self._of_two(said, head, form)
        said, asked = said or head, self._asked.period
        if asked and said and said != asked:
            its, ours = named(said, form), named(asked, form)
            self._tell(
                Severity.ERROR, "wrong-period",
                Text(f"This template was made for {its.en}, and the return is for {ours.en}.",
                     f"Ce gabarit a été préparé pour {its.fr}, et le rapport est pour "
                     f"{ours.fr}."),
                Text(f"Send it as the return for {its.en}, or use the template of {ours.en}.",
                     f"Envoyez-le comme rapport pour {its.fr}, ou utilisez le gabarit de "
                     f"{ours.fr}."),
            )  # fmt: skip
        known, chosen = asked or said, _period_in(self._asked.answers.get(PERIOD_UNKNOWN, ""))
        if said and chosen and known == said != chosen:
            self._tell_of_file(named(said, form), named(chosen, form))
        period = known or chosen
        period = period or self._rows.stated(form)
        if period and form.is_period(period):
            return period
        if not known:
            self._offered = self._rows.offered(form, partner, self._asked.today)
        self._tell_no_period(form)
        return None

    def _tell_no_period(self, form: ReturnForm) -> None:
        such = named(form.period_of(_A_DAY), form)
        message = Text("Nothing tells which period this return is for.",
                       "Rien ne dit pour quelle période est ce rapport.")  # fmt: skip
        right = Text(f"Say which one, such as {such.en}.",
                     f"Indiquez laquelle, par exemple {such.fr}.")  # fmt: skip
        if asked := self._rows.question(form):
            message, right = asked.message, asked.right
        readings = tuple(one.code for one in self._offered)
        self._tell(Severity.ERROR, PERIOD_UNKNOWN, message, right, readings)

    def _of_two(self, said: Period, head: Period, form: ReturnForm) -> Period | None:
        """Which of two is meant: of last quarter's workbook the line above its tables retyped."""
        chosen = _period_in(self._asked.answers.get(PERIOD_UNKNOWN, ""))
        if chosen in (said, head):
            return chosen
        self._offered = (said, head)
        its, told = named(said, form), named(head, form)
        self._tell(
            Severity.ERROR, PERIOD_UNKNOWN, _two_said(its, told),
            Text("Correct that line, or say which one the return is for.",
                 "Corrigez cette ligne, ou indiquez pour quelle période est le rapport."),
            tuple(one.code for one in self._offered),
        )  # fmt: skip
        return None

    def _tell_of_file(self, its: Text, chosen: Text) -> None:
        self._tell(
            Severity.INFO, "period-of-file",
            Text(f"This template was made for {its.en} and is read as that; the list named "
                 f"{chosen.en}.",
                 f"Ce gabarit a été préparé pour {its.fr} et est lu ainsi; la liste indiquait "
                 f"{chosen.fr}."),
        )  # fmt: skip

    def _language(self) -> Language:
        said = self._said.get(LANGUAGE, "")
        return Language(said) if said in {one.value for one in Language} else self._asked.language

    def _tell(
        self,
        severity: Severity,
        rule: str,
        message: Text,
        right: Text | None = None,
        readings: tuple[str, ...] = (),
    ) -> None:
        self._findings.append(
            Finding(severity, rule, self._file, "", "", "", message, right,
                    readings=readings, cause=rule)
        )  # fmt: skip


_A_DAY = Period.parse("2025-10-01").start


def _two_said(mark: Text, head: Text) -> Text:
    return Text(
        f"This template was made for {mark.en}; the line above its tables says {head.en}.",
        f"Ce gabarit a été préparé pour {mark.fr}; la ligne au-dessus de ses tableaux dit "
        f"{head.fr}.",
    )


def _period_in(code: str) -> Period | None:
    try:
        return Period.parse(code) if code else None
    except MetricsError:
        return None
