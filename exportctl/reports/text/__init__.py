"""Reports for the terminal: tables and lines."""
