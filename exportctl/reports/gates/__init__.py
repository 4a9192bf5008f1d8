"""What gates read: SARIF, JUnit, annotations of a workflow and markdown, each a pure function from a result."""
