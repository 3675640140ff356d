"""Model Context Protocol server: the API as tools of an assistant."""
