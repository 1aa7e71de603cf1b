// Training IVF<n>,PQ<m> and adding to it several times as fast as FAISS does: see jfaiss_ivfpq.cpp.
#pragma once

#include <faiss/Index.h>

#include "jfaiss_rows.h"

namespace jfaiss {

/// For lanes: FAISS's own way.
constexpr int FAISS_OWN = 1;

/// Trains as index->train does. Lanes: WIDEST; FAISS_OWN; or 4, 8, 16 numbers a register, fewer where this CPU has no
/// such. What is not known here is left to FAISS.
void train(faiss::Index* index, faiss::idx_t n, const float* x, int lanes);

/// Adds rows under ids as index->add_with_ids does; lanes as above. Indices of other kinds, and a few rows, are added by
/// FAISS.
void add_with_ids(faiss::Index* index, faiss::idx_t n, const float* x, const faiss::idx_t* ids, int lanes);

}  // namespace jfaiss
