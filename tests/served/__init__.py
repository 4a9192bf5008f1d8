"""The service is asked by real clients, over sockets and pipes."""
