"""Pictures: SVG with its words as text, and PNG rendered from it."""
