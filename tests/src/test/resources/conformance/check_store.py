"""Reads a store with other people's software (NumPy, pandas, DuckDB, faiss-cpu) and compares it with what mvq answers.

    check_store.py STORE ANSWERS.json

ANSWERS.json: {"similar": [{"exact": bool, "k": 20, "subject": [contract, date], "modalities": [..],
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
failures = 0


def check(name, ok, detail=""):
    global failures
    failures += not ok
    print(f"{'ok  ' if ok else 'FAIL'} {name} {detail}")


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


def check_duckdb(store):
    day = store.manifest["days"][0]
    file = os.path.join(store.home, "vectors", day["date"][:4], day["date"], day["hash"], "rows.parquet")
    counted = duckdb.sql(f"SELECT count(*) FROM read_parquet('{file}')").fetchone()[0]
    check("rows.parquet opens in DuckDB", counted == day["rows"], str(counted))


def exhaustive(store, query):
    """Every row's weighted cosine on all asked modalities, by NumPy alone."""
    contract, date = query["subject"]
    rows = store.rows
    day = pd.to_datetime(rows["date"]).dt.strftime("%Y-%m-%d")
    at = np.flatnonzero((rows["contract"] == contract) & (day == date))
    assert len(at) == 1, (contract, date)
    total = np.zeros(len(rows))
    for modality in query["modalities"]:
        v = store.vectors[modality]
        total += v @ v[at[0]] / np.linalg.norm(v[at[0]])
    total /= len(query["modalities"])
    own = (rows["lineage"] == rows["lineage"].iloc[at[0]]).to_numpy()
    stocks = (rows["type"] == "S").to_numpy()
    total[own | stocks | np.isnan(total)] = -np.inf
    return at[0], day, total


def check_similar(store, queries):
    worst, cosines, same = 1.0, 0.0, []
    for query in queries:
        at, day, total = exhaustive(store, query)
        found = {(row["contract"], row["date"]) for row in query["rows"]}
        kth = np.sort(total)[-query["k"]]
        index = {key: i for i, key in enumerate(zip(store.rows["contract"], day))}
        # a row as good as the k-th counts as found: ties are broken by date and contract, float16 makes many
        hits = sum(total[index[key]] >= kth - 1e-5 for key in found)
        share = hits / query["k"]
        same.append((query["exact"], share))
        for row in query["rows"]:
            i = index[(row["contract"], row["date"])]
            cosines = max(cosines, abs(total[i] - row["similarity"]))
            for modality in query["modalities"]:
                v = store.vectors[modality]
                cosine = v[i] @ v[at] / np.linalg.norm(v[at]) / np.linalg.norm(v[i])
                cosines = max(cosines, abs(cosine - row[modality]))
    exact = [s for e, s in same if e]
    other = [s for e, s in same if not e]
    if exact:
        check("USING EXACT finds all of the same rows", min(exact) == 1.0, f"{len(exact)} subjects, least {min(exact):.3f}")
    if other:
        check("the default finds at least 19 of 20", min(other) >= 0.95, f"{len(other)} subjects, least {min(other):.3f}")
    check("every cosine agrees to 1e-3", cosines < 1e-3, f"largest difference {cosines:.1e}")


def check_indices(store, neighbours):
    for entry in store.manifest["indices"]:
        modality = entry["modality"]
        path = os.path.join(store.root, entry["file"]["key"])
        index = faiss.read_index(path)
        has = int(store.rows["has_" + modality].sum())
        check(f"{modality} index: ntotal is the rows that have it", index.ntotal == has == entry["ntotal"], f"{index.ntotal}")
        published = os.path.join(store.home, "indices", modality + "_index.faiss")
        check(f"{modality} index: published copy", os.path.getsize(published) == os.path.getsize(path))
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
