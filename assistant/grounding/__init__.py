"""A draft to claims with verdicts: the verifier."""
