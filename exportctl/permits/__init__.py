"""A company's own decisions: its items, its licences and waivers, and how they apply to a verdict."""
