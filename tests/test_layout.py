"""The house keeps its shape: which way imports point, what each room may use, how long a file may be.

All of it is read off the syntax trees; nothing is imported.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("assistant", "tools", "evals", "scripts", "tests")
LONGEST_FILE = 400  # lines

# From the ground up. A module may import from its own layer and from those before it. A name stands for a
# module or a package of `assistant`; the longest name that fits counts, so `models.contract` is not `models`.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("", "types", "errors", "flags", "deadline", "begun", "loopback"),
    ("settings", "places", "prompts", "reading", "formats", "models.contract"),
    ("store",),
    ("readers", "intake"),
    ("workers",),
    (
        "second_reader",
        "arrivals",
        "ingest",
        "copying",
        "watching",
        "retrieval",
        "evidence",
        "ledger",
        "lookup",
        "days",
        "starter",
    ),
    ("tool",),
    ("toolbox", "models", "grounding"),
    ("caution", "copies", "ahead"),
    (
        "turn",
        "turn_events",
        "telemetry",
        "conversation",
        "calling",
        "briefing",
        "budget",
        "packed",
        "statements",
        "check",
    ),
    ("resuming",),
    ("app",),
    ("doors", "client", "__main__"),
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
DATABASES = {"apsw", "opensearchpy", "sqlite3", "tantivy"}
INPUT_OUTPUT = {
    "asyncio",
    "http",
    "httpx2",
    "io",
    "openai",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
}


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if "_bundled" not in path.parts)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module a file imports, wherever in the file; `from a import b` gives `a.b` where that is a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in FILES else f"{'.' * node.level}{node.module}"


def layer_of(module: str) -> int | None:
    """The layer of a module of ours, by the longest listed name that it is or lies under."""
    name = module.removeprefix("assistant").removeprefix(".")
    while name and name not in LAYER:
        name = name.rpartition(".")[0]
    return LAYER[name] if name or module == "assistant" else None


def first(module: str) -> str:
    return module.split(".")[0]


def above(module: str, layer: int) -> list[str]:
    """What a module imports from higher layers than the one given."""
    return [other for other in IMPORTS[module] if first(other) == "assistant" and (layer_of(other) or 0) > layer]


FILES = {name_of(path): path for path in sources(*CODE)}
TREES = {name: ast.parse(path.read_text(encoding="utf-8"), str(path)) for name, path in FILES.items()}
IMPORTS = {name: sorted(set(imported(tree))) for name, tree in TREES.items()}
HOUSE = [name for name in FILES if first(name) == "assistant"]
TOOLS = [name for name in FILES if first(name) == "tools"]


def test_every_module_has_a_place_in_the_layers():
    assert [module for module in HOUSE if layer_of(module) is None] == []


def test_a_module_imports_only_from_its_own_layer_and_those_below():
    assert {module: up for module in HOUSE if (up := above(module, layer_of(module) or 0))} == {}


def test_a_tool_stands_on_the_tool_layer_and_below():
    assert {tool: up for tool in TOOLS if (up := above(tool, LAYER["tool"]))} == {}


def test_nothing_imports_tools_evals_scripts_or_tests_by_name():
    found = {name: set(map(first, IMPORTS[name])) & {"tools", "evals", "scripts", "tests"} for name in HOUSE + TOOLS}
    assert {name: outside for name, outside in found.items() if outside} == {}


def test_imports_are_written_in_full():
    assert [name for name, others in IMPORTS.items() if any(other.startswith(".") for other in others)] == []


def test_no_module_imports_itself_through_others():
    graph = {module: {other for other in IMPORTS[module] if other in FILES} - {module} for module in HOUSE}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        pytest.fail(" → ".join(cycle.args[1]))
    assert set(order) == set(HOUSE)


def test_only_the_store_knows_a_database():
    users = [name for name in FILES if first(name) != "tests" and set(map(first, IMPORTS[name])) & DATABASES]
    assert [name for name in users if not name.startswith("assistant.store.")] == []


def test_reading_sees_neither_a_store_nor_the_world():
    readers = [name for name in HOUSE if name.startswith("assistant.reading")]
    allowed = ("assistant.types", "assistant.errors", "assistant.reading")
    foreign = {name: set(map(first, IMPORTS[name])) & (INPUT_OUTPUT | DATABASES) for name in readers}
    rooms = {
        name: [other for other in IMPORTS[name] if first(other) == "assistant" and not other.startswith(allowed)]
        for name in readers
    }
    assert {name: used for name, used in foreign.items() if used} == {}
    assert {name: used for name, used in rooms.items() if used} == {}


def test_no_file_is_longer_than_can_be_kept_in_mind():
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_tools_and_tests_are_no_packages():
    assert not list((ROOT / "tools").rglob("__init__.py"))
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_test_files_have_names_of_their_own():
    names = Counter(path.name for path in sources("tests"))
    assert [name for name, count in names.items() if count > 1 and name.startswith("test_")] == []


def test_no_file_names_a_place_to_take_packages_from():
    files = [ROOT / "pyproject.toml", ROOT / ".ci" / "run", *ROOT.glob("requirements*"), *(ROOT / "scripts").glob("*")]
    words = {(path.name, word) for path in files if path.is_file() for word in path.read_text(encoding="utf-8").split()}
    options = ("index-url", "find-links", "tool.uv.index", "http:", "https:")
    found = {(name, word) for name, word in words if any(option in word for option in options)}
    assert found <= {("lock", "--no-emit-index-url")}


def test_no_pattern_repeats_a_group_possessively():
    """Before Python 3.11.5 such a pattern matches too much (CPython issue 106052); of single characters it is right."""
    group = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")
    assert [
        f"{path}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and group.search(node.value)
    ] == []
