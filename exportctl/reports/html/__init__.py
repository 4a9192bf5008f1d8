"""A report is a page that stands alone: its words, styles, scripts and rows are in it, and it asks no network."""
