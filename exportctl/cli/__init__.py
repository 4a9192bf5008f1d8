"""The command line: one module for each command, which parses, calls one function, chooses a report and exits."""
