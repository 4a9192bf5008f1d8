"""Real clients use the service, over sockets and pipes."""
