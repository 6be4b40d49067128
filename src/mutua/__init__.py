"""Mutua: self-hosted software for peer mentoring at work."""

__version__ = "0.1.0"
