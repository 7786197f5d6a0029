"""What measuring the server needs: an endpoint that streams a fixed answer, readers of streams, a server to measure."""
