"""Files of rows: how they are read and written, and how an interrupted run resumes."""
