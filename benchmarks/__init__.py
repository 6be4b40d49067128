"""Measurements. Figures are only comparable within one run on one machine."""
