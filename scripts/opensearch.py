"""Start, look at and stop a real OpenSearch cluster on the loopback: called by `scripts/opensearch`.

The server is OpenSearch's own distribution from Maven Central, with the k-NN plugin from there (without the libraries
that other engines than Lucene's take), or with none where ATTACHE_CLUSTER_PLUGIN is empty. Everything lies in
`.opensearch` of the checkout, or in the folder that ATTACHE_CLUSTER_FOLDER names: the distribution, and one folder for
each node with its data, its logs and a note of the process. Only processes that such a note names by id and start time
are ever ended. Node N answers on port 19200 + N, or on ATTACHE_CLUSTER_PORT + N; ATTACHE_CLUSTER_JAVA replaces the
options of its JVM (to measure, leave `-XX:TieredStopAtLevel=1` out).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

VERSION = os.environ.get("ATTACHE_CLUSTER_VERSION", "3.6.0")
ARTEFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
PLUGIN = os.environ.get("ATTACHE_CLUSTER_PLUGIN", "opensearch-knn")
GETTER = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy"
OLDEST_JAVA = 21
JAVA = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1"  # a small heap, and up in half the time
PATIENCE = 300.0  # seconds for a cluster to come up; a minute where the machine has nothing else to do
GOODBYE = 20.0  # seconds a node has to stop before it is killed
NOBODY = 65534  # OpenSearch refuses to run as root
NEEDED = {"transport-netty4"}  # of the modules: nodes are up sooner, and none that we do not need looks for downloads
NEEDED_BY_PLUGINS = {"lang-painless", "transport-grpc"}  # which the k-NN plugin extends

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("ATTACHE_CLUSTER_FOLDER", ROOT / ".opensearch")).resolve()
FIRST_PORT = int(os.environ.get("ATTACHE_CLUSTER_PORT", "19200"))


class RefusedError(Exception):
    """Why it cannot be done, in one sentence."""

    status = 3


class UnavailableError(RefusedError):
    """What is needed is not on this machine and cannot be had."""

    status = 4


def main() -> int:
    """Run from the command line; exit status 0 when done, 1 when a node is down, 3 when it failed, 4 when it cannot."""
    parser = argparse.ArgumentParser(prog="scripts/opensearch", description="A real OpenSearch cluster on loopback.")
    commands = parser.add_subparsers(dest="command", required=True)
    start_parser = commands.add_parser("start", help="bring up a cluster of N nodes")
    start_parser.add_argument("count", type=int, choices=range(1, 10), metavar="N")
    commands.add_parser("stop", help="end what was started and remove its data")
    commands.add_parser("status", help="which nodes run, and the cluster's health")
    for name, does in (("kill", "end nodes without warning"), ("revive", "start killed nodes again")):
        commands.add_parser(name, help=does).add_argument("nodes", type=int, nargs="+", metavar="NODE")
    chosen = parser.parse_args()
    try:
        match chosen.command:
            case "start":
                start(chosen.count)
            case "stop":
                stop()
            case "kill":
                kill(chosen.nodes)
            case "revive":
                revive(chosen.nodes)
            case _:
                return status()
    except RefusedError as refusal:
        print(f"scripts/opensearch: {refusal}", file=sys.stderr)
        return refusal.status
    return 0


def start(count: int) -> None:
    """Bring up a new cluster of `count` nodes and wait until all have joined."""
    if running():
        raise RefusedError(f"nodes of {FOLDER} run already; `scripts/opensearch stop` ends them.")
    java, home = java_home(), distribution()
    refuse_taken_ports(count)
    clear()
    for number in range(1, count + 1):
        configure(number, count, home)
    for number in range(1, count + 1):
        launch(number, home, java)
    try:
        await_nodes(list(range(1, count + 1)), count)
    except RefusedError:
        end()
        raise
    print(f"opensearch://127.0.0.1:{FIRST_PORT + 1}")


def clear() -> None:
    """Leave nothing of earlier nodes."""
    for name in ("nodes", "snapshots"):
        shutil.rmtree(FOLDER / name, ignore_errors=True)


def refuse_taken_ports(count: int) -> None:
    """Raises RefusedError where somebody else listens where a node is to."""
    for port in (FIRST_PORT + base + number for base in (0, 100) for number in range(1, count + 1)):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError as error:
            raise RefusedError(f"port {port} is taken ({error.strerror}); see ATTACHE_CLUSTER_PORT.") from error


def stop() -> None:
    """End every node that was started here, and remove the data."""
    count = len(running())
    end()
    clear()
    print(f"stopped {count} nodes")


def end() -> None:
    """End every node that was started here."""
    for pid in running().values():
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + GOODBYE
    while running() and time.monotonic() < deadline:
        time.sleep(0.1)
    for pid in running().values():
        os.kill(pid, signal.SIGKILL)
    while running():
        time.sleep(0.1)


def status() -> int:
    """Print each node and the cluster's health; 1 when one of them is down."""
    numbers, up = known(), running()
    for number in numbers:
        print(f"node-{number} port {FIRST_PORT + number} {f'pid {up[number]}' if number in up else 'down'}")
    if up:
        health = asked(next(iter(up)), "/_cluster/health")
        print(f"{health['status']}, {health['number_of_nodes']} nodes" if health else "no answer")
    return 0 if numbers and len(up) == len(numbers) else 1


def kill(numbers: list[int]) -> None:
    """End nodes as a power cut would."""
    up = running()
    if missing := [number for number in numbers if number not in up]:
        raise RefusedError(f"node-{missing[0]} does not run.")
    for number in numbers:
        os.kill(up[number], signal.SIGKILL)
    while running().keys() & set(numbers):
        time.sleep(0.02)


def revive(numbers: list[int]) -> None:
    """Start nodes again on the data they left, and wait until they have joined."""
    if wrong := [number for number in numbers if number not in known() or number in running()]:
        raise RefusedError(f"node-{wrong[0]} is not one that was killed.")
    home, java = distribution(), java_home()
    for number in numbers:
        launch(number, home, java)
    await_nodes(numbers, len(running()))


# --- what it runs on ---


def distribution() -> Path:
    """The unpacked server, fetched the first time."""
    home = FOLDER / "-".join(filter(None, ("opensearch", VERSION, PLUGIN)))
    if home.is_dir():
        return home
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as work:
        unpack(ARTEFACT, Path(work))
        made = Path(work) / f"opensearch-{VERSION}"
        for module in (made / "modules").iterdir():
            if module.name not in NEEDED | (NEEDED_BY_PLUGINS if PLUGIN else set()):
                shutil.rmtree(module)
        if PLUGIN:
            install(PLUGIN, made)
        for program in (made / "bin").iterdir():
            program.chmod(0o755)
        made.replace(home)
    return home


def install(plugin: str, home: Path) -> None:
    """Put a plugin of the server's version beside it. Raises UnavailableError."""
    unpack(f"org.opensearch.plugin:{plugin}:{VERSION}.0:zip", home / "plugins" / plugin)


def unpack(artefact: str, folder: Path) -> None:
    """Unpack an artefact of Maven Central into a folder. Raises UnavailableError."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as work, zipfile.ZipFile(fetched(artefact, Path(work))) as archive:
        archive.extractall(folder)


def fetched(artefact: str, folder: Path) -> Path:
    """A packed artefact of Maven Central, brought into an empty folder. Raises UnavailableError."""
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("Maven is needed to fetch OpenSearch the first time and was not found (Debian: maven).")
    told = subprocess.run(
        [maven, "-q", "-B", GETTER, f"-Dartifact={artefact}", f"-DoutputDirectory={folder}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    packed = next(folder.glob("*.zip"), None)
    if packed is None:
        raise UnavailableError(f"Maven could not fetch {artefact}: {' '.join(told.stdout.split())[:300]}")
    return packed


def java_home(versions: range = range(OLDEST_JAVA, 1000)) -> Path:
    """The newest JDK of these versions."""
    found: list[tuple[int, Path]] = []
    named = [Path(os.environ[name]) for name in ("OPENSEARCH_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    for folder in (*named, *Path("/usr/lib/jvm").glob("*")):
        release = folder / "release"
        if (folder / "bin" / "java").exists() and release.is_file():
            lines = dict(line.split("=", 1) for line in release.read_text().splitlines() if "=" in line)
            major = lines.get("JAVA_VERSION", "0").strip('"').split(".")[0]
            found.append((int(major) if major.isdigit() else 0, folder))
    best = max((each for each in found if each[0] in versions), default=None)
    if best is None:
        raise UnavailableError(
            f"a JDK of version {versions.start} or newer is needed; name yours in OPENSEARCH_JAVA_HOME."
        )
    return best[1]


# --- nodes ---


def configure(number: int, count: int, home: Path) -> None:
    """Write a node's folder: settings and an empty place for its data; all nodes share the place for snapshots."""
    folder = FOLDER / "nodes" / str(number)
    prepare(FOLDER / "snapshots")
    for part in ("data", "logs", "tmp", "config"):
        prepare(folder / part)
    shutil.copytree(home / "config", folder / "config", dirs_exist_ok=True)
    options = (home / "config" / "jvm.options").read_text(encoding="utf-8").splitlines()
    kept = [line for line in options if not any(path in line for path in ("logs/", "HeapDumpPath"))]
    (folder / "config" / "jvm.options").write_text("\n".join(kept) + "\n", encoding="utf-8")
    seeds = [f"127.0.0.1:{FIRST_PORT + 100 + each}" for each in range(1, count + 1)]
    settings = {
        "cluster.name": f"attache-{FIRST_PORT}",
        "node.name": f"node-{number}",
        "network.host": "127.0.0.1",
        "http.port": FIRST_PORT + number,
        "transport.port": FIRST_PORT + 100 + number,
        "discovery.seed_hosts": seeds,
        "cluster.initial_cluster_manager_nodes": [f"node-{each}" for each in range(1, count + 1)],
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
        "path.repo": str(FOLDER / "snapshots"),
        "action.auto_create_index": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    text = "\n".join(f"{name}: {json.dumps(value)}" for name, value in settings.items())
    (folder / "config" / "opensearch.yml").write_text(text + "\n", encoding="utf-8")
    if os.geteuid() == 0:
        for path in (folder / "config").rglob("*"):
            os.chown(path, NOBODY, NOBODY)


def prepare(folder: Path) -> None:
    """An empty folder that the server may write to."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def launch(number: int, home: Path, java: Path) -> None:
    """Start a node's process and note which one it is."""
    folder = FOLDER / "nodes" / str(number)
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "OPENSEARCH_JAVA_HOME": str(java),
        "OPENSEARCH_PATH_CONF": str(folder / "config"),
        "OPENSEARCH_TMPDIR": str(folder / "tmp"),
        "OPENSEARCH_JAVA_OPTS": os.environ.get("ATTACHE_CLUSTER_JAVA", JAVA),
    }
    is_root = os.geteuid() == 0
    with (folder / "output.txt").open("ab") as output:
        process = subprocess.Popen(
            [str(home / "bin" / "opensearch")],
            cwd=folder / "tmp",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            user=NOBODY if is_root else None,
            group=NOBODY if is_root else None,
            extra_groups=[] if is_root else None,
        )
    (folder / "process").write_text(f"{process.pid} {born(process.pid)}", encoding="utf-8")


def known() -> list[int]:
    """The numbers of the nodes that were made."""
    return sorted(int(path.parent.name) for path in (FOLDER / "nodes").glob("*/process"))


def running() -> dict[int, int]:
    """The nodes that run, with their process ids."""
    found: dict[int, int] = {}
    for number in known():
        pid, began = (FOLDER / "nodes" / str(number) / "process").read_text().split()
        if began != "0" and born(int(pid)) == began:
            found[number] = int(pid)
    return found


def born(pid: int) -> str:
    """When a process began, in clock ticks since the machine did; "0" for one that is gone or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "0"
    return "0" if fields[0] == "Z" else fields[19]


def await_nodes(numbers: list[int], count: int) -> None:
    """Wait until these nodes answer and see a cluster of `count`."""
    deadline = time.monotonic() + PATIENCE
    waiting = list(numbers)
    while waiting:
        health = asked(waiting[0], f"/_cluster/health?wait_for_nodes=>={count}&timeout=1s")
        if health is not None and health["number_of_nodes"] >= count and health["discovered_cluster_manager"]:
            waiting.pop(0)
            continue
        down = [number for number in waiting if number not in running()]
        if down or time.monotonic() > deadline:
            number = (down or waiting)[0]
            log = FOLDER / "nodes" / str(number) / "output.txt"
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
            raise RefusedError(f"node-{number} did not come up; {log} ends with:\n" + "\n".join(lines))
        time.sleep(0.2)


def asked(number: int, path: str) -> dict[str, Any] | None:
    """A node's answer, None when it has none."""
    connection = HTTPConnection("127.0.0.1", FIRST_PORT + number, timeout=5)
    try:
        connection.request("GET", path)
        return json.loads(connection.getresponse().read())
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
