"""What people read: tables and lines, each a pure function from a result."""
