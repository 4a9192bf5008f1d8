"""The command line is tested as scripts and people use it: words in; text, JSON and an exit code out."""
