"""What an exporter does next: the steps that a verdict leads to. They move no decision."""
