"""A matching as one HTML file for whoever coordinates: opens offline, in both themes, and prints.

Plain functions put it together, so the library needs no template engine; `markup` escapes whatever is text.
"""

from mutua.matching.html.page import as_html, write_report

__all__ = ["as_html", "write_report"]
