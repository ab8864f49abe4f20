#!/bin/sh
# Compares a fit with pyABC's on the same toy. Needs cargo, python3 with venv, and the network once.
# usage: tests/pyabc.sh [FOLDER]      FOLDER keeps pyABC and the tables (default: target/pyabc)
set -eu
cd "$(dirname "$0")/.."
folder=${1:-target/pyabc}
mkdir -p "$folder/tables"
folder=$(cd "$folder" && pwd)
if ! "$folder/venv/bin/python" -c 'import pyabc' 2>/dev/null; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pyabc==0.13.0'
fi
MUTUA_FIT_TOY="$folder/tables" cargo test --quiet --test fit_toy -- --ignored --exact write_for_pyabc
"$folder/venv/bin/python" tests/beside_pyabc.py "$folder/tables"
