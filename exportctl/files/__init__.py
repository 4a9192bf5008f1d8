"""Everything about a file that screening has: how it is read and written, and how a run that was cut off goes on."""
