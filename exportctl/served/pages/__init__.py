"""The pages of the service: a form for one question with its answer, the screening of a file, and the description of the API."""
