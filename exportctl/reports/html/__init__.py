"""The HTML report: one page with its styles, scripts and rows in it, which needs no network."""
