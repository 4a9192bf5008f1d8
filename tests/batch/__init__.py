"""A table or a stream is screened whole, and every row is answered as `check` answers it."""
