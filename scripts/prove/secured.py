"""A store on a real node that wants TLS and passwords: what holds there, and what is said of each mistake.

    python scripts/prove/secured.py

Starts one node of OpenSearch 2.19, the newest whose security plugin and all that it rests on are on Maven Central, with
an authority and a certificate made for it and a user who has the rights that docs/cluster.md names and no others. Needs
openssl, Maven and a JDK of version 11 to 23. Exit status 1 at the first thing amiss, 4 where it cannot be had.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ |= {
    "ATTACHE_CLUSTER_VERSION": "2.19.4",
    "ATTACHE_CLUSTER_FOLDER": str(ROOT / ".opensearch" / "secured"),
    "ATTACHE_CLUSTER_PORT": "23200",
    "ATTACHE_CLUSTER_PLUGIN": "",
}

from scripts import opensearch  # noqa: E402 - the checkout and the settings come first

PLUGIN = "opensearch-security"
JAVA = range(11, 24)  # later ones have no security manager, which this version wants
USER, PASSWORD = "attaché", "p@ss/wörd:1?"  # of a node that lives for this proof
PREFIX = "briefings"
RIGHTS = {
    "cluster_permissions": ["cluster_composite_ops", "cluster:monitor/*"],
    "index_permissions": [{"index_patterns": [f"{PREFIX}-*"], "allowed_actions": ["indices_all"]}],
}
PATIENCE = 180.0  # seconds for the node to come up and read who may do what


class AmissError(AssertionError):
    """Something is not as it must be."""


def secured() -> None:
    """Start the node."""
    home, java = opensearch.distribution(), opensearch.java_home(JAVA)
    if not (home / "plugins" / PLUGIN).is_dir():
        opensearch.install(PLUGIN, home)
    opensearch.refuse_taken_ports(1)
    opensearch.clear()
    opensearch.configure(1, 1, home)
    folder = opensearch.FOLDER / "nodes" / "1" / "config"
    certificates(folder)
    security = folder / PLUGIN
    shutil.copytree(home / "plugins" / PLUGIN / "config", security)
    users(security, hashed(home, java))
    tls = {
        f"plugins.security.ssl.{layer}.{name}": value
        for layer in ("transport", "http")
        for name, value in {
            "pemcert_filepath": "node.pem",
            "pemkey_filepath": "node.key",
            "pemtrustedcas_filepath": "authority.pem",
        }.items()
    }
    settings = {
        **tls,
        "plugins.security.ssl.http.enabled": True,
        "plugins.security.ssl.transport.enforce_hostname_verification": False,
        "plugins.security.allow_default_init_securityindex": True,
        "plugins.security.nodes_dn": ["CN=127.0.0.1"],
    }
    with (folder / "opensearch.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, opensearch.NOBODY, opensearch.NOBODY)
    opensearch.launch(1, home, java)


def certificates(folder: Path) -> None:
    """An authority, and a certificate of it for the node."""
    authority = ["-CA", "authority.pem", "-CAkey", "authority.key"]
    node = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=CA:FALSE"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    for name, options in (("authority", ["-subj", "/CN=Authority of this proof"]), ("node", [*node, *authority])):
        files = ["-keyout", f"{name}.key", "-out", f"{name}.pem"]
        subprocess.run([*made, *files, *options], cwd=folder, check=True, capture_output=True)


def hashed(home: Path, java: Path) -> str:
    """The password as the plugin keeps it."""
    paths = ":".join(str(home / part / "*") for part in (f"plugins/{PLUGIN}", "lib"))
    command = [str(java / "bin" / "java"), "-cp", paths, "org.opensearch.security.tools.Hasher", "-p", PASSWORD]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.split()[-1]


def users(folder: Path, password: str) -> None:
    """One user, with one role."""
    kept = {
        "internal_users": {USER: {"hash": password}},
        "roles": {"attache": RIGHTS},
        "roles_mapping": {"attache": {"users": [USER]}},
    }
    for name, entries in kept.items():
        meta = {"type": name.replace("_", ""), "config_version": 2}
        (folder / f"{name}.yml").write_text(json.dumps({"_meta": meta, **entries}), encoding="utf-8")


def attache(store: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command line over a store."""
    command = [sys.executable, "-P", "-m", "assistant", *arguments, "--store", store]
    ours = {"PYTHONPATH": str(ROOT), "OPENAI_BASE_URL": "", "ATTACHE_MODEL": "extractive"}
    environment = os.environ | ours | settings
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def address(password: str = PASSWORD, prefix: str = PREFIX, authority: str | None = None) -> str:
    """The store's address."""
    port = opensearch.FIRST_PORT + 1
    ending = f"?ca={authority}" if authority else ""
    return f"opensearch+https://{quote(USER)}:{quote(password, safe='')}@127.0.0.1:{port}/{prefix}{ending}"


def await_node(authority: str) -> None:
    """Wait until the node knows the user."""
    deadline = time.monotonic() + PATIENCE
    while "There is no store" not in (told := attache(address(authority=authority), "status")).stderr:
        if 1 not in opensearch.running() or time.monotonic() > deadline:
            log = (opensearch.FOLDER / "nodes" / "1" / "output.txt").read_text(encoding="utf-8", errors="replace")
            ending = "\n".join(line for line in log.splitlines()[-40:] if not line.startswith("\tat "))
            raise AmissError(f"the node did not come up: {told.stderr}\n{ending}")
        time.sleep(1)


def expect(what: str, told: subprocess.CompletedProcess[str], status: int, words: str) -> None:
    """Raises AmissError where a command ended otherwise, or tells a secret."""
    said = told.stdout + told.stderr
    if told.returncode != status or words not in said:
        raise AmissError(f"{what}: exit status {told.returncode}, not {status} with {words!r}:\n{said[-2000:]}")
    if any(secret in said for secret in (PASSWORD, quote(PASSWORD, safe=""))):
        raise AmissError(f"{what}: the password is told:\n{said[-2000:]}")
    print(f"{what}: {next(line for line in said.splitlines() if words in line)[:200]}", flush=True)


def prove(authority: str) -> None:
    """Use the store as somebody would, rightly and wrongly."""
    right = address(authority=authority)
    documents = str(ROOT / "corpus" / "documents")
    question = "What did Esperon say could be bought first?"
    expect("taken in", attache(right, "ingest", documents), 0, "added")
    expect("answered", attache(right, "ask", question), 0, "Trucks, aircraft and frigates")
    expect("its health", attache(right, "doctor"), 0, "14 documents")
    expect("its state", attache(right, "status"), 0, "documents")
    embedding = {"ATTACHE_EMBEDDING_MODEL": "m", "ATTACHE_EMBEDDING_BASE_URL": "http://127.0.0.1:9/v1"}
    expect("no k-NN plugin", attache(right, "ingest", documents, **embedding), 2, "has no k-NN plugin")
    wrong = "refused the user or the password"
    expect("a wrong password", attache(address("wrong", authority=authority), "ask", question), 3, wrong)
    expect("no rights there", attache(address(prefix="others", authority=authority), "ingest", documents), 3, "rights")
    expect("an unknown authority", attache(address(), "ask", question), 3, "is not trusted")
    nobody = address(authority=str(ROOT / "README.md"))
    expect("no authority in the file", attache(nobody, "ask", question), 2, "README.md")
    expect("removed", attache(right, "forget", "2017-davao-talks"), 0, "forgotten")
    plain = f"opensearch://127.0.0.1:{opensearch.FIRST_PORT + 1}/{PREFIX}"
    expect("no TLS", attache(plain, "ask", question), 3, "cannot be reached")


def main(arguments: Sequence[str]) -> int:
    """Run from the command line."""
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    if opensearch.running():
        opensearch.end()
    try:
        secured()
        authority = str(opensearch.FOLDER / "nodes" / "1" / "config" / "authority.pem")
        await_node(authority)
        prove(authority)
    except (AmissError, opensearch.RefusedError) as error:
        print(f"amiss: {error}", file=sys.stderr)
        return error.status if isinstance(error, opensearch.RefusedError) else 1
    finally:
        opensearch.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
