#!/bin/sh
# Compares sensitivity indices with SALib's on the same points. Needs cargo, python3 with venv, and the network once.
# usage: tests/salib.sh [FOLDER]      FOLDER keeps SALib and the tables (default: target/salib)
set -eu
cd "$(dirname "$0")/.."
folder=${1:-target/salib}
mkdir -p "$folder/tables"
folder=$(cd "$folder" && pwd)
if ! "$folder/venv/bin/python" -c 'import SALib' 2>/dev/null; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'SALib==1.6.0'
fi
MUTUA_SALIB="$folder/tables" cargo test --quiet --test sensitivity -- --ignored --exact write_for_salib
"$folder/venv/bin/python" tests/salib.py "$folder/tables"
