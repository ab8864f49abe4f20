#!/usr/bin/env bash
# The full proof that ensembles survive: 1,000 small runs, killed at 20 random instants and resumed, must give the files
# of an ensemble that was never killed. Takes a minute or two. Usage: tests/kill.sh [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
seed=${1:-1}
RANDOM=$seed
cargo build --release --quiet
mutua=${CARGO_TARGET_DIR:-target}/release/mutua
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
small=(three-regimes --replicates 250 --set people=200 --set weeks=104 --set burn_in_weeks=52 --set onset_per_week=0.01)

began=$(date +%s%N)
"$mutua" run "${small[@]}" --out "$scratch/whole" >"$scratch/whole.txt"
took=$((($(date +%s%N) - began) / 1000000))
echo "seed $seed: $(tail -n 1 "$scratch/whole.txt" | cut -d. -f1-2) ($took ms)"

for kill in $(seq 20); do
    "$mutua" run "${small[@]}" --out "$scratch/killed" --resume >/dev/null 2>"$scratch/said.txt" &
    pause=$((20 + RANDOM % (took / 12)))
    sleep "$(printf '%d.%03d' $((pause / 1000)) $((pause % 1000)))"
    kill -9 $! 2>/dev/null || true
    wait $! 2>/dev/null || true
    echo "kill $kill after $pause ms: $(stat -c %s "$scratch/killed/unfinished/journal.bin" 2>/dev/null || echo no) bytes of journal; $(cat "$scratch/said.txt" | sed 's/bytes of .*journal.bin/bytes of the journal/')"
done
"$mutua" run "${small[@]}" --out "$scratch/killed" --resume | tail -n 1 | cut -d. -f1-2

for file in "$scratch/whole" "$scratch/killed"; do rm "$file/timings.json"; done
diff -r "$scratch/whole" "$scratch/killed"
echo "identical: $(find "$scratch/whole" -type f | wc -l) files"
