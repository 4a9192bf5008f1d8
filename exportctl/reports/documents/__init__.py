"""What programs read: every JSON document, each a pure function from a result; its shape stands under `shapes/`."""
