"""A sample of the mutants of some source files, by cosmic-ray's operators: one JSON object a line on standard output.

    generate.py ROOT SEED NUMBER all|places PATH …

Called by run.py in the environment of requirements-mutants.lock, which has cosmic-ray and nothing of ours. A sample of
"all" is what the tool's own rate is about. In it a place counts as often as there is something to be done to it: a `+`
becomes any of ten other signs, most of which fall over at the first call. A sample of "places" has one mutant of each.
"""

from __future__ import annotations

import ast
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast  # pyright: ignore[reportMissingModuleSource] - has an environment of its own
from cosmic_ray.mutating import mutate_code  # pyright: ignore[reportMissingModuleSource] - has an environment of its own
from cosmic_ray.operators.operator import Operator  # pyright: ignore[reportMissingModuleSource] - has an environment of its own
from cosmic_ray.plugins import get_operator, operator_names  # pyright: ignore[reportMissingModuleSource] - has an environment of its own

_NEEDS_NAMES = "core/VariableReplacer", "core/VariableInserter"


class Change(NamedTuple):
    """One thing that an operator can do to a source."""

    path: str
    operator: str
    occurrence: int
    line: int


class _Meaning(ast.NodeTransformer):
    """A tree without what no verdict shows: memories of functions, frozen classes, annotations, kinds of arguments."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.decorator_list = [each for each in node.decorator_list if "lru_cache" not in ast.unparse(each)]
        node.returns = None
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        for each in node.decorator_list:
            if isinstance(each, ast.Call):
                each.keywords = []
        return self.generic_visit(node)

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        """A "/" where a "*" stood: the same to callers that name their arguments."""
        node.args, node.posonlyargs, node.kwonlyargs = [*node.posonlyargs, *node.args, *node.kwonlyargs], [], []
        node.defaults += [default for default in node.kw_defaults if default]
        node.kw_defaults = []
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        """`zip(…, strict=…)`, which guards against our own mistakes only."""
        return ast.keyword("strict", ast.Constant(None)) if node.arg == "strict" else self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def meaning(source: str) -> str | None:
    """What a source means, to compare; None where it is no Python."""
    try:
        return ast.dump(_Meaning().visit(ast.parse(source)))
    except SyntaxError:
        return None


def operators() -> dict[str, Operator]:
    """The operators by name, but for those that must be told which names to replace."""
    return {name: get_operator(name)() for name in sorted(operator_names()) if name not in _NEEDS_NAMES}


def changes(path: str, source: str) -> Iterator[tuple[object, Change]]:
    """All that can be done to a source, with the place and kind of each."""
    nodes = list(ast_nodes(get_ast(source)))
    for name, operator in operators().items():
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (start, end) in enumerate(places):
            yield (path, start, end, name.split("_")[0]), Change(path, name, occurrence, start[0])


def sample(sources: dict[str, str], seed: int, number: int, *, by_place: bool) -> Iterator[tuple[Change, str]]:
    """`number` mutants that mean something else, with their sources."""
    sites: dict[object, list[Change]] = {}
    for path, source in sources.items():
        for site, change in changes(path, source):
            sites.setdefault(site if by_place else change, []).append(change)
    drawn = random.Random(seed)  # noqa: S311 - a sample, no secret
    known = operators()
    found = 0
    for several in drawn.sample(list(sites.values()), len(sites)):
        change = drawn.choice(several)
        source = sources[change.path]
        mutated = mutate_code(source, known[change.operator], change.occurrence)
        if mutated is None or meaning(mutated) in (meaning(source), None):
            continue
        yield change, mutated
        found += 1
        if found == number:
            return


def main(root: str, seed: str, number: str, of: str, paths: Iterable[str]) -> None:
    """Run from the command line."""
    sources = {path: Path(root, path).read_text(encoding="utf-8") for path in paths}
    for change, mutated in sample(sources, int(seed), int(number), by_place=of == "places"):
        print(json.dumps({**change._asdict(), "source": mutated}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:])
