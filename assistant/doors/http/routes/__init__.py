"""The routes, a file for each thing they are about. Each file has a `router`."""
