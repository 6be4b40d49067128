"""How to mend what is wrong with an imported list, in English and German, beside the words of every list.

Both languages stand together, as in mutua.matching.problems: pages, the command and files share them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mutua.matching.problems import MENDS, Problem

WORDS: dict[str, tuple[str, str]] = {
    "too_big": (
        "The file is larger than 5 MB. Take out pictures and columns that are not needed.",
        "Die Datei ist größer als 5 MB. Entferne Bilder und Spalten, die nicht gebraucht werden.",
    ),
    "too_many_rows": (
        "The list has more than {most} rows. Take out people who will not take part.",
        "Die Liste hat mehr als {most} Zeilen. Nimm Personen heraus, die nicht teilnehmen.",
    ),
    "too_many_columns": (
        "The list has more than {most} columns. Keep only those of the template.",
        "Die Liste hat mehr als {most} Spalten. Behalte nur die der Vorlage.",
    ),
    "too_large_inside": (
        "Unpacked, this Excel file is larger than any list needs to be. Copy the list into a new file.",
        "Ausgepackt ist diese Excel-Datei größer als jede Liste. Kopiere die Liste in eine neue Datei.",
    ),
    "old_excel": (
        "This is an old Excel file (.xls) or one with a password. Save it as .xlsx, without a password.",
        "Das ist eine alte Excel-Datei (.xls) oder eine mit Passwort. Speichere sie als .xlsx ohne Passwort.",
    ),
    "not_excel": (
        "This is neither an Excel file nor CSV. Save the list as .xlsx or as “CSV UTF-8”.",
        "Das ist weder eine Excel-Datei noch CSV. Speichere die Liste als .xlsx oder als „CSV UTF-8“.",
    ),
    "damaged_excel": (
        "This Excel file cannot be read. Open it in Excel and save it again as .xlsx.",
        "Diese Excel-Datei lässt sich nicht lesen. Öffne sie in Excel und speichere sie neu als .xlsx.",
    ),
    "email": (
        "Write one e-mail address: amira@example.org.",
        "Schreibe eine E-Mail-Adresse: amira@example.org.",
    ),
    "duplicate_email": (
        "Each person stands in the list once; row {row} has the same address.",
        "Jede Person steht einmal in der Liste; Zeile {row} hat dieselbe Adresse.",
    ),
    "example_row": (
        "This is an example of the template. Delete this row.",
        "Das ist ein Beispiel aus der Vorlage. Lösche diese Zeile.",
    ),
    "long_text": (
        "Shorten this to at most {most} characters.",
        "Kürze das auf höchstens {most} Zeichen.",
    ),
    "years_range": (
        "Write the years as a number from 0 to 70, with a point: 2.5.",
        "Schreibe die Jahre als Zahl von 0 bis 70, mit Punkt: 2.5.",
    ),
    "unknown_language": (
        "Write language codes, separated by ;. Known here: {known}.",
        "Schreibe Sprachkürzel, getrennt durch ;. Hier bekannt: {known}.",
    ),
    "unknown_direction": (
        "Write a direction of the template's second sheet, its key or its name.",
        "Schreibe eine Richtung aus dem zweiten Blatt der Vorlage, ihr Kürzel oder ihren Namen.",
    ),
    "unknown_challenge": (
        "Write a challenge of the template's second sheet, its key or its name.",
        "Schreibe eine Herausforderung aus dem zweiten Blatt der Vorlage, ihr Kürzel oder ihren Namen.",
    ),
    "too_many_skills": (
        "Name at most six, separated by ;. Three are enough to start with.",
        "Nenne höchstens sechs, getrennt durch ;. Drei reichen für den Anfang.",
    ),
    "too_many_words": (
        "Name at most five, separated by ;.",
        "Nenne höchstens fünf, getrennt durch ;.",
    ),
    "date": (
        "Write a date as year-month-day: 2026-03-01. In Excel, a cell formatted as a date will do.",
        "Schreibe ein Datum als Jahr-Monat-Tag: 2026-03-01. In Excel geht auch eine Datumszelle.",
    ),
    "dates_order": (
        "A reporting line cannot end before it begins. Swap or mend the two dates.",
        "Eine Berichtslinie kann nicht enden, bevor sie beginnt. Tausche oder berichtige die Daten.",
    ),
    "date_without_line": (
        "The dates of this row are left out, for they belong to no line: reports_to is empty.",
        "Die Daten dieser Zeile bleiben weg, denn sie gehören zu keiner Linie: reports_to ist leer.",
    ),
    "unknown_reference": (
        "Write an id or an address of this list, or the address of someone who has an account here.",
        "Schreibe eine id oder Adresse dieser Liste oder die Adresse von jemandem mit Konto hier.",
    ),
    "not_imported": (
        "This column is left out: whom somebody would like or not like to meet is theirs alone to say.",
        "Diese Spalte bleibt weg: Wen jemand gern oder nicht gern trifft, sagt nur die Person selbst.",
    ),
    "other_domain": (
        "This address does not belong to {domains}. If you apply the list, it can sign in all the same.",
        "Diese Adresse gehört nicht zu {domains}. Wendest du die Liste an, kann sie sich trotzdem anmelden.",
    ),
}
NOTICES = frozenset({"not_imported", "other_domain", "date_without_line"})
"""What is worth knowing, but nothing to mend."""


def mend(problem: Problem, lang: str) -> str:
    """How to mend it, in German (`de`) or English (anything else)."""
    english, german = WORDS.get(problem.code) or MENDS[problem.code]
    return (german if lang == "de" else english).format(**dict(problem.details))


def is_notice(problem: Problem) -> bool:
    return problem.code in NOTICES


def stored(problems: Sequence[Problem]) -> list[list[Any]]:
    """As JSON."""
    return [[one.row, one.column, one.value, one.code, dict(one.details)] for one in problems]


def restored(entries: Sequence[Sequence[Any]]) -> list[Problem]:
    """From JSON."""
    return [
        Problem(row, column, value, code, tuple(details.items()))
        for row, column, value, code, details in entries
    ]
