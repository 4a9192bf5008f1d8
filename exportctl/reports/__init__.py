"""What people and programs read: each report is a pure function from a value to text or to what rich prints."""
