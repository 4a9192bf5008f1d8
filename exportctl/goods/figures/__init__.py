"""Figures of a text: their notation and units, the properties that they belong to, and what they settle."""
