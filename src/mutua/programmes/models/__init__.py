"""Programmes and who cares for them; how people find each other, and who is paired with whom."""

from mutua.programmes.models.finding import Invitation, Pairing
from mutua.programmes.models.programme import Coordination, Programme

__all__ = ["Coordination", "Invitation", "Pairing", "Programme"]
