"""Reads a store with other people's software (NumPy, pandas, DuckDB, faiss-cpu) and compares it with what mvq answers.

    check_store.py STORE ANSWERS.json

ANSWERS.json: {"similar": [{"using": "EXACT", "least": 1.0, "k": 20, "subject": [contract, date], "modalities": [..],
                            "rows": [{"contract":…, "date":…, "similarity":…, "<modality>": cosine}, …]}, …],
               "neighbours": {"<modality>": {"query_ordinals": [..], "k": 10, "nprobe": 16, "ef": 64, "labels": [[..], ..]}}}
Prints one line a check; exits with 1 when any failed.
"""
import json
import os
import sys

import duckdb
import faiss
import numpy as np
import pandas as pd

MODALITIES = {"price": 128, "greeks": 64, "microstructure": 64, "technical": 128, "fused": 256}
# Similarities that differ by less are the same: stored float16 vectors are of unit length to about this, where few numbers hold most of it.
SAME = 4e-4
failures = 0


def check(name, ok, detail=""):
    global failures
    failures += not ok
    print(f"{'ok  ' if ok else 'FAIL'} {name} {detail}")


def check_quietly(name, ok, detail):
    if not ok:
        check(name, ok, detail)


class Store:
    def __init__(self, root):
        self.home = os.path.join(root, "comprehensive_vectors")
        meta = json.load(open(os.path.join(self.home, "metadata.json")))
        generation = meta["generation"]
        self.manifests = [
            json.load(open(os.path.join(self.home, "manifests", name + ".json"))) for name in generation["manifests"]
        ]
        assert len(self.manifests) == 1, "the check reads stores of one segment"
        self.manifest = self.manifests[0]
        self.root = root
        rows, vectors = [], {m: [] for m in MODALITIES}
        for day in self.manifest["days"]:
            folder = os.path.join(self.home, "vectors", day["date"][:4], day["date"], day["hash"])
            rows.append(pd.read_parquet(os.path.join(folder, "rows.parquet")))
            for modality in MODALITIES:
                vectors[modality].append(np.load(os.path.join(folder, modality + ".npy"), mmap_mode="r"))
        self.rows = pd.concat(rows, ignore_index=True)
        self.vectors = {m: np.concatenate(parts).astype(np.float32) for m, parts in vectors.items()}
        self.raw = vectors
        self.norms = {m: np.linalg.norm(v, axis=1) for m, v in self.vectors.items()}
        self.day = pd.to_datetime(self.rows["date"]).dt.strftime("%Y-%m-%d")
        self.ordinal = {key: i for i, key in enumerate(zip(self.rows["contract"], self.day))}


def check_vectors(store):
    n = len(store.rows)
    check("rows add up to the manifest", n == store.manifest["rows"], str(n))
    for modality, dimension in MODALITIES.items():
        v, has = store.vectors[modality], store.rows["has_" + modality].to_numpy(bool)
        check(f"{modality}: shape and type", v.shape == (n, dimension) and store.raw[modality][0].dtype == np.float16)
        nan_rows = np.isnan(v).all(axis=1)
        check(f"{modality}: NaN rows just where has is false", bool((nan_rows == ~has).all()), f"{has.sum()} present")
        check(f"{modality}: no part of a row is NaN", not np.isnan(v[has]).any())
        norms = np.linalg.norm(v[has], axis=1)
        check(f"{modality}: unit length", bool(has.sum() == 0 or np.abs(norms - 1).max() < 2e-3))
        check(f"{modality}: no constant vectors", bool(has.sum() == 0 or v[has].std(axis=1).min() > 1e-4))
        check(f"{modality}: rows differ", bool(has.sum() < 2 or v[has].std(axis=0).max() > 1e-3))


def check_duckdb(store):
    day = store.manifest["days"][0]
    file = os.path.join(store.home, "vectors", day["date"][:4], day["date"], day["hash"], "rows.parquet")
    counted = duckdb.sql(f"SELECT count(*) FROM read_parquet('{file}')").fetchone()[0]
    check("rows.parquet opens in DuckDB", counted == day["rows"], str(counted))


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def exhaustive(store, query):
    """Every row's cosine on each asked modality and their mean, by NumPy alone; -inf for rows that may not answer."""
    contract, date = query["subject"]
    at = np.flatnonzero((store.rows["contract"] == contract) & (store.day == date))
    assert len(at) == 1, (contract, date)
    cosines = {m: (store.vectors[m] @ unit(store.vectors[m][at[0]])) / store.norms[m] for m in query["modalities"]}
    total = np.mean(list(cosines.values()), axis=0)
    own = (store.rows["lineage"] == store.rows["lineage"].iloc[at[0]]).to_numpy()
    stocks = (store.rows["type"] == "S").to_numpy()
    ranked = np.where(own | stocks | np.isnan(total), -np.inf, total)
    return cosines, total, ranked


def check_similar(store, queries):
    largest, shares = 0.0, {}
    for query in queries:
        cosines, total, ranked = exhaustive(store, query)
        found = [store.ordinal[(row["contract"], row["date"])] for row in query["rows"]]
        kth = np.sort(ranked)[-query["k"]]
        # a row as good as the k-th counts as found: equal rows are ordered by date and contract
        hits = len({i for i in found if ranked[i] >= kth - SAME})
        shares.setdefault((query["using"], query["least"]), []).append(hits / query["k"])
        for i, row in zip(found, query["rows"]):
            differences = [total[i] - row["similarity"]] + [cosines[m][i] - row[m] for m in query["modalities"]]
            largest = max(largest, np.abs(differences).max())
        answered = [row["similarity"] for row in query["rows"]]
        check_quietly("answers are in order", answered == sorted(answered, reverse=True), str(query["subject"]))
    for (using, least), of in shares.items():
        check(f"USING {using} finds at least {least:.0%} of the best rows", min(of) >= least,
              f"{len(of)} subjects, least {min(of):.0%}, mean {np.mean(of):.2%}")
    check("every cosine agrees to 1e-3", largest < 1e-3, f"largest difference {largest:.1e}")


def check_indices(store, neighbours):
    for entry in store.manifest["indices"]:
        modality = entry["modality"]
        path = os.path.join(store.root, entry["file"]["key"])
        index = faiss.read_index(path)
        has = int(store.rows["has_" + modality].sum())
        check(f"{modality} index: ntotal is the rows that have it", index.ntotal == has == entry["ntotal"], f"{index.ntotal}")
        published = os.path.join(store.home, "indices", modality + "_index.faiss")
        check(f"{modality} index: published copy", open(published, "rb").read() == open(path, "rb").read())
        asked = neighbours.get(modality)
        if not asked:
            continue
        queries = store.vectors[modality][asked["query_ordinals"]]
        inner = faiss.downcast_index(index.index) if isinstance(index, (faiss.IndexIDMap, faiss.IndexIDMap2)) else index
        if isinstance(inner, faiss.IndexHNSW):
            inner.hnsw.efSearch = asked["ef"]
        elif isinstance(inner, faiss.IndexIVF):
            inner.nprobe = asked["nprobe"]
        _, labels = index.search(np.ascontiguousarray(queries), asked["k"])
        agree = np.mean([len(set(a) & set(b)) / asked["k"] for a, b in zip(labels.tolist(), asked["labels"])])
        check(f"{modality} index: the same neighbours from faiss-cpu", agree > 0.99, f"{type(inner).__name__} {agree:.4f}")


def main():
    store = Store(sys.argv[1])
    answers = json.load(open(sys.argv[2]))
    print(f"numpy {np.__version__}, pandas {pd.__version__}, duckdb {duckdb.__version__}, faiss {faiss.__version__}")
    check_vectors(store)
    check_duckdb(store)
    check_similar(store, answers.get("similar", []))
    check_indices(store, answers.get("neighbours", {}))
    sys.exit(1 if failures else 0)


main()
