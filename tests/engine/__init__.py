"""The engine is held against properties, and against a second mind."""
