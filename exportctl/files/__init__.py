"""Files of rows: reading, writing, and resuming an interrupted run."""
