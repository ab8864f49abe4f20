#!/usr/bin/env bash
# The same bytes for 1, 2 and 7 threads, in worlds of a thousand, a hundred thousand and a million people.
#
#   tests/threads.sh            all three, some minutes
#   tests/threads.sh 100000     of this size only
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --quiet --release --bin mutua
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sizes=(1000 100000 1000000)
[ $# -eq 0 ] || sizes=("$@")
for people in "${sizes[@]}"; do
    weeks=$((people > 200000 ? 26 : 104))
    for threads in 1 2 7; do
        "${CARGO_TARGET_DIR:-target}/release/mutua" run three-regimes --replicates 1 --threads "$threads" \
            --set people="$people" --set weeks="$weeks" --set burn_in_weeks=26 --out "$scratch/$threads" >/dev/null
        (cd "$scratch/$threads" && sha256sum runs.bin trajectories.csv ledgers.csv summary.csv) >"$scratch/$threads.sums"
    done
    for threads in 2 7; do
        diff "$scratch/1.sums" "$scratch/$threads.sums" || { echo "$people people: $threads threads differ from one"; exit 1; }
    done
    echo "$people people: the same bytes on 1, 2 and 7 threads"
    rm -rf "$scratch"/[127]
done
