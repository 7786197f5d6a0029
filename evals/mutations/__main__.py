"""The mutation suite as a program: python -m evals.mutations."""

from evals.mutations.run import main

main()
