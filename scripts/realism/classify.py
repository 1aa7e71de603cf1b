"""Tells real from made single days, and prints in Markdown how well and by what.

classify.py FOLDER: chains.csv and rows.csv as the bench leaves them: seed (-1: real), name, date, features. Folds are cut by name, so
that no name is on both sides of one. Each made seed is set against the real rows alone; accuracy is balanced, so that guessing has 50%.
Every few days have a climate of their own: by how much that alone tells days apart is seen by setting one made seed against another.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer

FOLDS = 5
SHOWN = 20
REAL = -1
FEW_SEEDS = 2  # for what takes many fits


def models():
    yield "gradient boosting", HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=10, random_state=0
    )
    yield "logistic regression", make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        QuantileTransformer(n_quantiles=100, output_distribution="normal", random_state=0),
        LogisticRegression(C=0.1, max_iter=2000),
    )


def boosting():
    return dict(models())["gradient boosting"]


def real_pairs(table):
    return [(seed, REAL) for seed in table.seeds()]


class Table:
    def __init__(self, path):
        with open(path, newline="", encoding="utf-8") as file:
            lines = list(csv.reader(file))
        self.features = lines[0][3:]
        self.seed = np.array([int(line[0]) for line in lines[1:]])
        self.name = np.array([line[1] for line in lines[1:]])
        self.date = np.array([line[2] for line in lines[1:]])
        self.x = np.array([[float(cell) if cell else np.nan for cell in line[3:]] for line in lines[1:]])

        self.groups = np.array([feature.split(":")[0] for feature in self.features])

    def against(self, seed, other=REAL):
        """The rows of one made market, and the real ones (or those of another made market) of the same names and days."""
        both = set(zip(self.name[self.seed == seed], self.date[self.seed == seed]))
        shared = np.array([(name, date) in both for name, date in zip(self.name, self.date)])
        chosen = (self.seed == seed) | ((self.seed == other) & shared)
        return self.x[chosen], (self.seed[chosen] != other).astype(int), self.name[chosen]

    def pairs(self):
        """Neighbouring made seeds."""
        seeds = self.seeds()
        return list(zip(seeds, seeds[1:]))

    def seeds(self):
        return sorted(set(self.seed) - {REAL})


def folds(x, y, names):
    yield from GroupKFold(FOLDS, shuffle=True, random_state=0).split(x, y, names)


def scores(table, model, pairs, features=slice(None)):
    """Balanced accuracy and AUC of every fold of every pair of markets."""
    found = []
    for seed, other in pairs:
        x, y, names = table.against(seed, other)
        x = x[:, features]
        for train, test in folds(x, y, names):
            model.fit(x[train], y[train])
            chance = model.predict_proba(x[test])[:, 1]
            found.append((balanced_accuracy_score(y[test], chance > 0.5), roc_auc_score(y[test], chance)))
    return np.array(found)


def mean_and_error(values):
    """Over folds and seeds; these share rows, so the error is rather too small."""
    return f"{values.mean():.3f} ± {values.std(ddof=1) / np.sqrt(len(values)):.3f}"


def single(values, y):
    """AUC of one feature alone; what is unknown stands in the middle."""
    filled = np.where(np.isnan(values), np.nanmedian(values) if np.isfinite(values).any() else 0.0, values)
    return roc_auc_score(y, filled)


def importances(table):
    """Loss of AUC on held-out names when a feature is shuffled, by boosting, over the first seeds' folds."""
    model = boosting()
    losses = []
    for seed in table.seeds()[:FEW_SEEDS]:
        x, y, names = table.against(seed)
        for train, test in folds(x, y, names):
            model.fit(x[train], y[train])
            sample = test[:2000]
            losses.append(
                permutation_importance(
                    model, x[sample], y[sample], scoring="roc_auc", n_repeats=3, random_state=0
                ).importances_mean
            )
    return np.mean(losses, axis=0)


def print_scores(title, table):
    made = table.seed != REAL
    print(f"\n{title}: {np.sum(~made):,} real, {np.sum(made):,} made of {len(table.seeds())} seeds, {len(table.features)} features.\n")
    print("| classifier | balanced accuracy | AUC |\n|---|---:|---:|\n| guessing | 0.500 | 0.500 |")
    for name, model in models():
        found = scores(table, model, real_pairs(table))
        print(f"| {name} | {mean_and_error(found[:, 0])} | {mean_and_error(found[:, 1])} |", flush=True)
    if table.pairs():
        found = scores(table, boosting(), table.pairs())
        print(f"| *one made seed from another, boosting* | {mean_and_error(found[:, 0])} | {mean_and_error(found[:, 1])} |")


def print_groups(table):
    print("\n| features | how many | AUC with these alone | AUC without these |\n|---|---:|---:|---:|")
    pairs = real_pairs(table)[:FEW_SEEDS]
    for group in dict.fromkeys(table.groups):
        mine = table.groups == group
        alone, without = (scores(table, boosting(), pairs, np.flatnonzero(kept))[:, 1] for kept in (mine, ~mine))
        print(f"| {group} | {mine.sum()} | {mean_and_error(alone)} | {mean_and_error(without)} |", flush=True)


def print_giveaways(table):
    lost = importances(table)
    rows = [table.against(seed) for seed in table.seeds()]
    x, y = np.concatenate([r[0] for r in rows]), np.concatenate([r[1] for r in rows])
    alone = np.array([single(x[:, i], y) for i in range(x.shape[1])])
    order = np.argsort(-(np.abs(alone - 0.5) + lost))[:SHOWN]
    print("\n| gives it away | AUC alone | lost when shuffled | real: median | made: median | unknown: real, made |")
    print("|---|---:|---:|---:|---:|---:|")
    for i in order:
        medians = [np.nanmedian(x[y == side, i]) if np.isfinite(x[y == side, i]).any() else np.nan for side in (0, 1)]
        unknown = [np.mean(np.isnan(x[y == side, i])) for side in (0, 1)]
        print(
            f"| {table.features[i]} | {max(alone[i], 1 - alone[i]):.3f} | {lost[i]:.3f}"
            f" | {medians[0]:.4g} | {medians[1]:.4g} | {unknown[0]:.0%}, {unknown[1]:.0%} |"
        )


def main(folder):
    for file, title in (("chains.csv", "**Chain-days**"), ("rows.csv", "**Single rows**")):
        table = Table(Path(folder) / file)
        print_scores(title, table)
        print_groups(table)
        print_giveaways(table)


if __name__ == "__main__":
    main(sys.argv[1])
