"""Draws people-weeks per second out of table.csv: `plot.py table.csv picture.svg`."""

import csv
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "mutua"
# Text stays text: smaller, and can be searched.
matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["font.size"] = 9

import matplotlib.pyplot as plt  # noqa: E402

# Dark and light, filled and open: told apart without colour too.
WEEK = "#0b3c6f"
WHOLE = "#d55e00"


def short(number):
    for unit, name in ((1e6, " M"), (1e3, " k")):
        if number >= unit:
            return f"{number / unit:.3g}{name}"
    return f"{number:.3g}"


def label(row):
    return row["framework"] + (f", {row['cores_used']} cores" if row["cores_used"] != "1" else "")


def main():
    source, target = sys.argv[1:3]
    with open(source, newline="") as file:
        rows = list(csv.DictReader(file))
    sizes = list(dict.fromkeys(row["people"] for row in rows))
    figure, panels = plt.subplots(1, len(sizes), sharex=True, sharey=True, squeeze=False,
                                  figsize=(1.4 + 3.1 * len(sizes), 4.8), layout="constrained")
    names = list(dict.fromkeys(map(label, rows)))
    for panel, size in zip(panels[0], sizes):
        panel.set_title(f"{int(size):,} people", loc="left", fontsize=10)
        for row in rows:
            if row["people"] != size:
                continue
            y = names.index(label(row))
            if not row["whole_seconds"]:
                panel.text(0.02, y, row["note"], transform=panel.get_yaxis_transform(), va="center", color="#555555")
                continue
            week = float(row["tick_people_weeks_per_second"])
            whole = float(row["whole_people_weeks_per_second"])
            panel.plot([whole, week], [y, y], color="#bbbbbb", linewidth=1, zorder=1)
            panel.plot(whole, y, "o", color=WHOLE, markerfacecolor="white", markeredgewidth=1.4, markersize=6)
            panel.plot(week, y, "o", color=WEEK, markersize=6)
            panel.annotate(short(week), (week, y), (0, 6), textcoords="offset points", ha="center", color=WEEK,
                           fontsize=8)
            fewer = f" ({row['whole_weeks']} weeks)" if row["note"] else ""
            panel.annotate(short(whole) + fewer, (whole, y), (0, -13), textcoords="offset points", ha="center",
                           color=WHOLE, fontsize=8)
        panel.set_xscale("log")
        panel.margins(x=0.14)
        panel.grid(axis="x", color="#e5e5e5", linewidth=0.6)
        panel.set_axisbelow(True)
        panel.spines[["top", "right", "left"]].set_visible(False)
        panel.tick_params(axis="y", length=0)
    panels[0][0].set_yticks(range(len(names)), names)
    panels[0][0].set_ylim(len(names) - 0.4, -0.6)
    figure.supxlabel("people-weeks per second, log scale.  \u25cf dark, above: one more week.  "
                     "\u25cb light, below: whole process over 52 weeks", fontsize=9)
    figure.savefig(target, metadata={"Date": None})


main()
