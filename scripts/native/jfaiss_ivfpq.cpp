// FAISS finds a row's product codes one row and one piece at a time, and its list by a matrix product that writes every
// score to memory first. Here rows lie side by side in registers: their lists come from sums that are compared where
// they arise, their codes likewise, and codes of single numbers by bisection. Lists and codes are FAISS's own, except
// where two centroids are equally near within float rounding. Training is FAISS's k-means, which looks for the nearest
// centroids in this way.

#include "jfaiss_ivfpq.h"

#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFPQ.h>

#include <algorithm>
#include <typeinfo>

namespace {

using faiss::idx_t;
using jfaiss::BLOCK;
using jfaiss::Piece;
using jfaiss::Rows;

/// Fewer rows are no quicker here than in FAISS.
constexpr idx_t FEW = 8;

/// Inner products with a quantizer's centroids are compared here.
const faiss::IndexFlat* flat(const faiss::Index* quantizer) {
    auto flat = dynamic_cast<const faiss::IndexFlat*>(quantizer);
    return flat && flat->metric_type == faiss::METRIC_INNER_PRODUCT ? flat : nullptr;
}

bool knows(const faiss::ProductQuantizer& pq) { return pq.nbits == 8 && Piece::is_known(pq.dsub); }

/// An index whose lists and codes are found here.
class Adding {
    faiss::IndexIVFPQ& index;
    const float* const centroids;
    std::vector<Piece> pieces;
    Rows rows;
    float best[BLOCK];
    int32_t lists[BLOCK];
    std::vector<uint8_t> codes;

   public:
    /// The index as this class can add to it, or null.
    static faiss::IndexIVFPQ* suitable(faiss::Index* index, idx_t n) {
        if (n < FEW || typeid(*index) != typeid(faiss::IndexIVFPQ)) return nullptr;
        auto ivf = static_cast<faiss::IndexIVFPQ*>(index);
        auto lists = flat(ivf->quantizer);
        bool trained = ivf->is_trained && lists && lists->d == ivf->d && lists->ntotal == static_cast<idx_t>(ivf->nlist);
        return trained && ivf->by_residual && knows(ivf->pq) && ivf->pq.transposed_centroids.empty() ? ivf : nullptr;
    }

    Adding(faiss::IndexIVFPQ& index, int lanes, idx_t n)
            : index(index),
              centroids(flat(index.quantizer)->get_xb()),
              rows(index.d, lanes),
              codes(BLOCK * index.pq.M) {
        for (size_t m = 0; m < index.pq.M; m++) pieces.emplace_back(index.pq.get_centroids(m, 0), index.pq.dsub, n);
    }

    void add(idx_t n, const float* x, const idx_t* ids) {
        index.direct_map.check_can_add(ids);
        for (idx_t from = 0; from < n; from += BLOCK) {
            add_block(std::min<idx_t>(BLOCK, n - from), x + from * index.d, ids + from);
        }
    }

   private:
    void add_block(int count, const float* x, const idx_t* ids) {
        const size_t d = index.d;
        for (int row = 0; row < count; row++) rows.take(row, x + row * d);
        rows.find_lists(count, centroids, index.nlist, best, lists);
        for (int row = 0; row < count; row++) {
            if (lists[row] >= 0) rows.take(row, x + row * d, centroids + lists[row] * d);
        }
        rows.find_codes(count, pieces, codes.data());
        for (int row = 0; row < count; row++) {
            // One that is near to none, such as NaN, is counted and not stored.
            size_t offset = lists[row] < 0 ? 0 : index.invlists->add_entry(lists[row], ids[row], &codes[row * pieces.size()]);
            index.direct_map.add_single_id(ids[row], lists[row], offset);
        }
        index.ntotal += count;
    }
};

/// Centroids of lists while they are learnt.
class ListCentroids : public faiss::IndexFlatIP {
    const int lanes;

   public:
    ListCentroids(const faiss::IndexFlat& like, int lanes) : IndexFlatIP(like.d), lanes(lanes) {
        if (like.ntotal > 0) add(like.ntotal, like.get_xb());
    }

    void search(idx_t n, const float* x, idx_t k, float* similarities, idx_t* labels, const faiss::SearchParameters* p)
            const override {
        if (k != 1 || p || n < FEW) return IndexFlatIP::search(n, x, k, similarities, labels, p);
        Rows rows(d, lanes);
        int32_t lists[BLOCK];
        for (idx_t from = 0; from < n; from += BLOCK) {
            int count = std::min<idx_t>(BLOCK, n - from);
            for (int row = 0; row < count; row++) rows.take(row, x + (from + row) * d);
            rows.find_lists(count, get_xb(), ntotal, similarities + from, lists);
            std::copy(lists, lists + count, labels + from);
        }
    }
};

/// Centroids of a piece while they are learnt.
class PieceCentroids : public faiss::IndexFlatL2 {
    const int lanes;

   public:
    PieceCentroids(int d, int lanes) : IndexFlatL2(d), lanes(lanes) {}

    void search(idx_t n, const float* x, idx_t k, float* distances, idx_t* labels, const faiss::SearchParameters* p)
            const override {
        if (k != 1 || p || ntotal != jfaiss::CODES) return IndexFlatL2::search(n, x, k, distances, labels, p);
        std::vector<Piece> piece{Piece(get_xb(), d, n)};
        Rows rows(d, lanes);
        uint8_t codes[BLOCK];
        for (idx_t from = 0; from < n; from += BLOCK) {
            int count = std::min<idx_t>(BLOCK, n - from);
            for (int row = 0; row < count; row++) rows.take(row, x + (from + row) * d);
            rows.find_codes(count, piece, codes);
            for (int row = 0; row < count; row++) {
                labels[from + row] = codes[row];
                distances[from + row] = distance(x + (from + row) * d, get_xb() + codes[row] * d);
            }
        }
    }

   private:
    float distance(const float* x, const float* centroid) const {
        float sum = 0;
        for (int k = 0; k < d; k++) sum += (x[k] - centroid[k]) * (x[k] - centroid[k]);
        return sum;
    }
};

/// Puts our centroids in an index's place, and takes what was learnt back.
class Training {
    faiss::IndexIVFPQ& index;
    faiss::IndexFlat& lists;
    ListCentroids learning;
    PieceCentroids pieces;

   public:
    /// The index as this class can train it, or null.
    static faiss::IndexIVFPQ* suitable(faiss::Index* index) {
        if (typeid(*index) != typeid(faiss::IndexIVFPQ)) return nullptr;
        auto ivf = static_cast<faiss::IndexIVFPQ*>(index);
        bool free = ivf->quantizer_trains_alone == 0 && !ivf->clustering_index && !ivf->pq.assign_index;
        return free && flat(ivf->quantizer) && knows(ivf->pq) ? ivf : nullptr;
    }

    Training(faiss::IndexIVFPQ& index, int lanes)
            : index(index),
              lists(*const_cast<faiss::IndexFlat*>(flat(index.quantizer))),
              learning(lists, lanes),
              pieces(index.pq.dsub, lanes) {
        index.quantizer = &learning;
        index.pq.assign_index = &pieces;
    }

    ~Training() {
        index.quantizer = &lists;
        index.pq.assign_index = nullptr;
    }

    void train(idx_t n, const float* x) {
        index.train(n, x);
        lists.reset();
        lists.add(learning.ntotal, learning.get_xb());
    }
};

}  // namespace

void jfaiss::train(faiss::Index* index, idx_t n, const float* x, int lanes) {
    auto ivf = lanes == FAISS_OWN ? nullptr : Training::suitable(index);
    if (!ivf) return index->train(n, x);
    Training(*ivf, lanes).train(n, x);
}

void jfaiss::add_with_ids(faiss::Index* index, idx_t n, const float* x, const idx_t* ids, int lanes) {
    auto ivf = lanes == FAISS_OWN ? nullptr : Adding::suitable(index, n);
    if (!ivf) return index->add_with_ids(n, x, ids);
    Adding(*ivf, lanes, n).add(n, x, ids);
}
