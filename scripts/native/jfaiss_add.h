// Adding to IVF<n>,PQ<m> several times as fast as FAISS does: see jfaiss_add.cpp.
#pragma once

#include <faiss/Index.h>

namespace jfaiss {

/// Whose way of adding: FAISS's own, or ours with the widest registers of this CPU.
constexpr int FAISS_OWN = 1, WIDEST = 0;

/// Adds rows under ids as index->add_with_ids does. Lanes: WIDEST; FAISS_OWN; or 4, 8, 16 numbers a register, fewer where
/// this CPU has no such. Indices of other kinds, and a few rows, are added by FAISS.
void add_with_ids(faiss::Index* index, faiss::idx_t n, const float* x, const faiss::idx_t* ids, int lanes);

}  // namespace jfaiss
