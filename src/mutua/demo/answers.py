"""What the people of Lindenwerk know and want to learn, by field of work. Pure.

Skills are keys of the catalogue, labels of ESCO, or own words: the same three ways that people have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """What is typical in a field of work, the most typical first. `crafts` are skills of that trade alone."""

    offers: Sequence[str]
    wishes: Sequence[str]
    crafts: Sequence[str]
    industries: Sequence[str]


FIELDS = {
    "Management": Field(
        ("sk_change", "sk_influencing", "sk_leading"), ("sk_receiving_feedback", "sk_digital"), (),
        ("Banking",),
    ),
    "Engineering": Field(
        ("sk_data", "sk_projects", "sk_digital", "sk_process", "sk_writing", "sk_prioritising"),
        ("sk_presenting", "sk_negotiating", "sk_leading", "sk_visibility", "sk_stakeholders",
         "sk_influencing", "sk_giving_feedback"),
        ("Cloud technologies", "Machine learning", "Building automation",
         "Agile project management", "Cyber security", "Electrical engineering"),
        ("Automotive", "Start-up", "University", "Telecommunications"),
    ),
    "Operations": Field(
        ("sk_process", "sk_projects", "sk_prioritising", "sk_conflict", "sk_selfmanagement", "sk_delegating"),
        ("sk_leading", "sk_digital", "sk_negotiating", "sk_data", "sk_presenting", "sk_writing"),
        ("Lean manufacturing", "Supply chain management", "First aid", "Quality assurance procedures"),
        ("Automotive", "Logistics", "Trade craft", "Food industry"),
    ),
    "Sales": Field(
        ("sk_negotiating", "sk_presenting", "sk_networking", "sk_courage", "sk_listening", "sk_stakeholders"),
        ("sk_data", "sk_digital", "sk_projects", "sk_process", "sk_leading", "sk_prioritising", "sk_finance"),
        ("Customer relationship management", "Telemarketing", "Renewable energy technologies"),
        ("Retail", "Banking", "Hospitality", "Telecommunications"),
    ),
    "Customer Care": Field(
        ("sk_listening", "sk_conflict", "sk_assertiveness", "sk_languages", "sk_selfmanagement"),
        ("sk_negotiating", "sk_presenting", "sk_data", "sk_visibility", "sk_leading", "sk_digital"),
        ("Heizungen erklären", "Energy efficiency", "First aid", "Sign language"),
        ("Hospitality", "Trade craft", "Health care", "Retail"),
    ),
    "Product and Design": Field(
        ("sk_product", "sk_data", "sk_facilitation", "sk_projects", "sk_stakeholders", "sk_writing"),
        ("sk_negotiating", "sk_finance", "sk_leading", "sk_delegating", "sk_assertiveness", "sk_conflict"),
        ("Design thinking", "Graphic design", "Conduct research interview", "Figma"),
        ("Start-up", "Agency", "University", "Retail"),
    ),
    "Marketing": Field(
        ("sk_writing", "sk_visibility", "sk_presenting", "sk_digital", "sk_networking", "sk_product"),
        ("sk_data", "sk_finance", "sk_negotiating", "sk_projects", "sk_managing_up"),
        ("Search engine optimisation", "Photography", "Podcast editing", "Social media marketing techniques"),
        ("Agency", "Publishing", "Retail", "NGO"),
    ),
    "Finance": Field(
        ("sk_finance", "sk_data", "sk_prioritising", "sk_process", "sk_assertiveness"),
        ("sk_negotiating", "sk_presenting", "sk_leading", "sk_influencing", "sk_digital", "sk_networking"),
        ("Use spreadsheets software", "Contract law", "Tax legislation", "Risk management"),
        ("Banking", "Consulting", "Public service"),
    ),
    "People": Field(
        ("sk_facilitation", "sk_giving_feedback", "sk_listening", "sk_conflict", "sk_change", "sk_writing"),
        ("sk_data", "sk_finance", "sk_digital", "sk_managing_up", "sk_process", "sk_influencing"),
        ("Employment law", "E-learning", "Coaching techniques", "Moderation mit Lego"),
        ("Public service", "NGO", "Consulting", "University"),
    ),
}  # fmt: skip
LEADING = Field(
    ("sk_leading", "sk_delegating", "sk_giving_feedback", "sk_managing_up", "sk_negotiating", "sk_change",
     "sk_conflict", "sk_finance"),
    ("sk_receiving_feedback", "sk_digital", "sk_change", "sk_selfmanagement", "sk_delegating", "sk_conflict",
     "sk_data", "sk_influencing"),
    (),
    (),
)  # fmt: skip
"""Added to the field of work for everybody who leads others."""

DIRECTIONS = {
    "cd_people_lead": 20, "cd_expert": 20, "cd_project_lead": 18, "cd_broaden": 14, "cd_current_role": 12,
    "cd_strategy": 10, "cd_international": 8, "cd_balance": 6, "cd_teach": 8, "cd_switch_field": 5,
    "cd_return": 2, "cd_found": 3,
}  # fmt: skip
CHALLENGES = {
    "ch_too_much": 18, "ch_unwritten_rules": 12, "ch_new_role": 10, "ch_visibility": 12, "ch_silos": 12,
    "ch_change": 9, "ch_influence": 9, "ch_expectations": 8, "ch_remote": 7, "ch_technology": 9,
    "ch_unclear_tasks": 7, "ch_manager": 4, "ch_two_bosses": 4, "ch_no_sponsor": 5, "ch_balance": 9,
    "ch_plateau": 6, "ch_confidence": 9,
}  # fmt: skip
GERMAN = {
    "Degree": "Studium", "Apprenticeship": "Ausbildung", "Career changer": "Quereinstieg",
    "Doctorate": "Promotion", "Time abroad": "Zeit im Ausland", "Automotive": "Autoindustrie",
    "University": "Hochschule", "Telecommunications": "Telekommunikation", "Logistics": "Logistik",
    "Trade craft": "Handwerk", "Food industry": "Lebensmittel", "Retail": "Handel", "Banking": "Bank",
    "Hospitality": "Gastgewerbe", "Health care": "Gesundheitswesen", "Agency": "Agentur",
    "Publishing": "Verlag", "Consulting": "Beratung", "Public service": "Öffentlicher Dienst",
    "NGO": "Gemeinnützige Arbeit",
}  # fmt: skip
"""People tell about their way in their own language; the words of the directory are English for all."""
PATHS = {"Degree": 45, "Apprenticeship": 35, "Career changer": 12, "Doctorate": 5, "Time abroad": 18}
PERSPECTIVES = {
    "de": ("Erste in der Familie mit Studium", "Mannschaftssport", "freiwillige Feuerwehr", "kleine Kinder",
           "auf dem Dorf groß geworden", "Chorleitung", "spät umgeschult", "mehrmals umgezogen"),
    "en": ("first in my family at university", "team sports", "grew up with three languages", "small kids",
           "volunteer fire brigade", "moved countries twice", "plays in a band", "retrained late"),
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A site: its time zone, the language of most who work there, and what else is often spoken."""

    zone: str
    language: str
    others: Sequence[str]


PLACES = {
    "Berlin": Place("Europe/Berlin", "de", ("tr", "pl", "uk", "es", "ar", "fr")),
    "Leipzig": Place("Europe/Berlin", "de", ("pl", "cs", "ru", "uk")),
    "Hamburg": Place("Europe/Berlin", "de", ("tr", "pt", "ar", "fr")),
    "Vienna": Place("Europe/Vienna", "de", ("cs", "it", "tr", "pl")),
    "London": Place("Europe/London", "en", ("fr", "es", "pl", "ar")),
    "Lisbon": Place("Europe/Lisbon", "en", ("pt", "pt", "es", "fr")),
    "New York": Place("America/New_York", "en", ("es", "es", "it", "fr")),
}
