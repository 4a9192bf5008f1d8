"""A second, independent telling of docs/reasoning.md, against which the engine is compared."""
