"""An independent implementation of docs/reasoning.md, with which the engine is compared."""
