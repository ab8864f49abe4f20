#!/bin/sh
# Compares boxes with those of the EMA Workbench on the same points. Needs cargo, python3 with venv, and the network once.
# usage: tests/prim.sh [FOLDER]      FOLDER keeps the EMA Workbench and the tables (default: target/prim)
set -eu
cd "$(dirname "$0")/.."
folder=${1:-target/prim}
mkdir -p "$folder/tables"
folder=$(cd "$folder" && pwd)
if ! "$folder/venv/bin/python" -W ignore -c 'import ema_workbench.analysis.prim' 2>/dev/null; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ema-workbench==2.5.3' 'pandas==2.2.3' 'numpy==2.2.6'
fi
rm -f "$folder/tables"/*.csv
MUTUA_PRIM="$folder/tables" cargo test --quiet --test prim -- --ignored --exact write_for_prim
"$folder/venv/bin/python" -W ignore tests/prim.py "$folder/tables"
