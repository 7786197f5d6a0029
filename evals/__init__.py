"""How good an answer is: suites of cases, evaluators, the runner, the gate. Imported by no module of the program."""
