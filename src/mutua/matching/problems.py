"""What can be wrong with a list of people, and how to mend it, in English and German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

MENDS: dict[str, tuple[str, str]] = {
    "required": ("Fill in this cell; every row needs it.", "Fülle diese Zelle aus; jede Zeile braucht sie."),
    "level": ("Write one whole number from 1 to 9.", "Schreibe eine ganze Zahl von 1 bis 9."),
    "years": (
        "Write the years as a number from 0 up, with a point: 2.5.",
        "Schreibe die Jahre als Zahl ab 0, mit Punkt: 2.5.",
    ),
    "number_after_skill": (
        "After the colon write 1, 2 or 3, or leave colon and number out.",
        "Schreibe nach dem Doppelpunkt 1, 2 oder 3 oder lass Doppelpunkt und Zahl weg.",
    ),
    "empty_skill": ("Write the skill before the colon.", "Schreibe die Fähigkeit vor den Doppelpunkt."),
    "too_many": ("Name at most three, separated by ;.", "Nenne höchstens drei, getrennt durch ;."),
    "style": (
        "Write six whole numbers from 1 to 5: 4;4;2;4;2;5.",
        "Schreibe sechs ganze Zahlen von 1 bis 5: 4;4;2;4;2;5.",
    ),
    "timezone": (
        "Write a zone from the IANA list, for example Europe/Berlin.",
        "Schreibe eine Zone aus der IANA-Liste, zum Beispiel Europe/Berlin.",
    ),
    "slot": (
        "Write slots as Mon 09:00-11:00, separated by ; (Mon Tue Wed Thu Fri Sat Sun).",
        "Schreibe Zeiten als Mon 09:00-11:00, getrennt durch ; (Mon Tue Wed Thu Fri Sat Sun).",
    ),
    "slot_order": (
        "The end must be later than the start. A slot over midnight becomes two: {mend}.",
        "Das Ende muss nach dem Anfang liegen. Aus einer Zeit über Mitternacht werden zwei: {mend}.",
    ),
    "mode": ("Write onsite, remote or flexible.", "Schreibe onsite, remote oder flexible."),
    "yes_no": ("Write yes or no.", "Schreibe yes oder no."),
    "capacity": ("Write 0, 1 or 2.", "Schreibe 0, 1 oder 2."),
    "text": ("Write plain text.", "Schreibe einfachen Text."),
    "control": (
        "Take out the invisible control characters (NUL).",
        "Entferne die unsichtbaren Steuerzeichen (NUL).",
    ),
    "half_character": (
        "Write the whole character where � stands; the file has only half of it, such as \\ud800.",
        "Schreibe das ganze Zeichen, wo � steht; die Datei hat nur ein halbes, etwa \\ud800.",
    ),
    "id_separator": (
        "Take the ; out of the id; it separates ids in lists.",
        "Nimm das ; aus der id; es trennt ids in Listen.",
    ),
    "duplicate_id": (
        "Give each person an id of their own; row {row} has the same one.",
        "Gib jeder Person eine eigene id; Zeile {row} hat dieselbe.",
    ),
    "unknown_id": (
        "Write an id that a row of this list has.",
        "Schreibe eine id, die eine Zeile dieser Liste hat.",
    ),
    "own_id": (
        "Name someone else, not the person of this row.",
        "Nenne jemand anderen als die Person dieser Zeile.",
    ),
    "reporting_cycle": (
        "Nobody can report to themselves; cut this circle at one place: {circle}.",
        "Niemand berichtet an sich selbst; trenne diesen Kreis an einer Stelle: {circle}.",
    ),
    "lock_capacity": (
        "This person is locked into more tandems than the capacity allows; take a lock out.",
        "Diese Person ist öfter festgelegt, als ihre Kapazität erlaubt; nimm eine Festlegung heraus.",
    ),
    "lock_barred": (
        "These two can never be paired; mutua explain says why. Take the lock out.",
        "Diese zwei können nie ein Tandem bilden; mutua explain sagt, warum. Nimm die Festlegung heraus.",
    ),
    "unknown_column": (
        "Rename or remove this column. Known columns: {columns}.",
        "Benenne diese Spalte um oder entferne sie. Bekannte Spalten: {columns}.",
    ),
    "duplicate_column": ("Keep one column of this name.", "Behalte nur eine Spalte dieses Namens."),
    "missing_column": (
        "Add this column; every list needs it.",
        "Ergänze diese Spalte; jede Liste braucht sie.",
    ),
    "too_many_cells": (
        "This row has more cells than the header. Put cells that contain a comma in double quotes.",
        "Die Zeile hat mehr Zellen als die Kopfzeile. Setze Zellen mit Komma in Anführungszeichen.",
    ),
    "encoding": (
        "The file is not UTF-8. Save it again as “CSV UTF-8 (comma delimited)”.",
        "Die Datei ist nicht UTF-8. Speichere sie neu als „CSV UTF-8“, mit Komma getrennt.",
    ),
    "utf16": (
        "The file is UTF-16. Save it again as “CSV UTF-8 (comma delimited)”.",
        "Die Datei ist UTF-16. Speichere sie neu als „CSV UTF-8“, mit Komma getrennt.",
    ),
    "separator": (
        "The columns are separated by {separator}. Save the file again with commas between the columns.",
        "Die Spalten sind durch {separator} getrennt. Speichere sie neu mit Komma zwischen den Spalten.",
    ),
    "empty_file": (
        "The file is empty. It needs a header row and one row per person.",
        "Die Datei ist leer. Sie braucht eine Kopfzeile und eine Zeile je Person.",
    ),
    "no_people": (
        "The file has a header but no people. Add one row per person.",
        "Die Datei hat eine Kopfzeile, aber keine Personen. Ergänze eine Zeile je Person.",
    ),
    "quoting": (
        "The file cannot be read as CSV here; close the double quotes.",
        "Die Datei ist hier nicht als CSV lesbar; schließe die Anführungszeichen.",
    ),
    "json": (
        "The file must be a JSON list with one object per person.",
        "Die Datei muss eine JSON-Liste mit einem Objekt je Person sein.",
    ),
}


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `row` counts as a spreadsheet does (header 1); 0 means the file as a whole."""

    row: int
    column: str
    value: str
    code: str
    details: tuple[tuple[str, str], ...] = field(default=())

    @property
    def mend(self) -> str:
        """How to mend it, in English."""
        return self.mend_in("en")

    def mend_in(self, lang: str) -> str:
        """How to mend it, in German (`de`) or English (anything else)."""
        english, german = MENDS[self.code]
        return (german if lang == "de" else english).format(**dict(self.details))


class PoolProblems(ValueError):  # noqa: N818 - it is a list of problems
    """Everything that is wrong with a list of people, all at once, in the order of rows."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.row))
        super().__init__("; ".join(f"row {p.row}, {p.column}: {p.value!r}. {p.mend}" for p in self.problems))


class CellError(ValueError):
    """One cell cannot be read; becomes a Problem once row and column are known."""

    def __init__(self, code: str, value: object, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = str(value)
        self.details = tuple(details.items())
