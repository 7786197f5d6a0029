# Sourced by the scripts beside it, which set `root` to the checkout: finds or makes the Python environment.
# It lives in .venv of the checkout, or in $ATTACHE_VENV. A copy of the lock inside it says what it holds, so
# that the check on every later start is one comparison of two files.

venv=${ATTACHE_VENV:-$root/.venv}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for python in python3.13 python3.12 python3.11 python3; do
        if command -v "$python" >/dev/null 2>&1 && new_enough "$python"; then
            return
        fi
    done
    if python=$(uv python find --no-python-downloads '>=3.11' 2>/dev/null); then
        return
    fi
    if found=$(python3 --version 2>&1); then
        found="python3 here is $found"
    else
        found="none is on the PATH"
    fi
    echo "attache: Python 3.11 or newer is needed, and $found; please install it and run this again." >&2
    exit 3
}

# environment LOCK [FURTHER LOCK THAT IT INCLUDES]
environment() {
    if [ -x "$venv/bin/python" ] && cmp -s "$root/$1" "$venv/$1" 2>/dev/null; then
        return
    fi
    find_python
    "$python" -I "$root/scripts/environment.py" "$venv" "$root" "$@" || exit
}
