"""Pictures: SVG with its words as text, and PNG made from it."""
