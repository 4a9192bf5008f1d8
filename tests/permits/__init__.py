"""What a company decided and holds is tested through the commands that read its file."""
