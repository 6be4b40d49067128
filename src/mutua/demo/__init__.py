"""Lindenwerk, an organisation of 300 invented people: what `mutua serve --demo` shows. Nothing needs it."""
