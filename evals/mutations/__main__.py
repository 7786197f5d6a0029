from evals.mutations.run import main

main()
