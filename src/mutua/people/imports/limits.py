"""How much one upload may be: more than any list of a large organisation, less than what would hurt."""

from __future__ import annotations

from datetime import timedelta

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_UNPACKED = 100_000_000
"""Bytes of an Excel file once it is unpacked."""
MOST_PARTS = 2_000
MOST_PROBLEMS = 20_000
LONGEST_VALUE = 80
"""Characters of a cell that a problem repeats."""
UNDO_FOR = timedelta(minutes=10)
KEEP_UNAPPLIED = timedelta(hours=24)
KEEP_TRACE = timedelta(days=365)
"""Who imported how many people when; nothing about whom."""
