"""The engine is compared with properties, and with an independent model."""
