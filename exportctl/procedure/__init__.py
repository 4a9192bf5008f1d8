"""The next steps of an exporter after a verdict. They change no decision."""
