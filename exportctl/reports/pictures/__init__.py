"""Pictures are drawn as SVG, with their words as text, and turned into PNG from that."""
