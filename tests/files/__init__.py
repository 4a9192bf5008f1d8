"""Files of every format are screened by the program as users run it, and no row is lost."""
