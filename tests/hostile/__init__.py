"""What somebody means harm with, or what is merely broken: it costs a line on stderr, and neither data nor a wrong answer."""
