"""What the verifier knows of English: small tables written by hand."""
