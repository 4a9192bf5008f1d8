"""Turns results into what people and programs read; each report is a pure function."""
