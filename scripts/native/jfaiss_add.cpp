// FAISS finds a row's product codes one row and one piece at a time, and its list by a matrix product that writes every
// score to memory first. Here rows lie side by side in registers: their lists come from sums that are compared where
// they arise, their codes likewise, and codes of single numbers by bisection. Lists and codes are FAISS's own, except
// where two centroids are equally near within float rounding.

#include "jfaiss_add.h"

#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFPQ.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <typeinfo>
#include <utility>
#include <vector>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace {

using faiss::idx_t;

/// Centroids of a piece: codes are bytes.
constexpr int CODES = 256;

/// No rung of a ladder.
constexpr int UNCLEAR = -1;

/// The arithmetic for registers of one size; rows lie in groups of width, [d, width].
struct Kernels {
    int width;
    void (*nearest)(const float* rows, size_t d, const float* centroids, int from, int to, float* best, int32_t* lists);
    void (*encode[4])(const float* rows, const float* centroids, int32_t* codes);  // of pieces of 1, 2, 4, 8 numbers
    void (*climb)(const float* rows, const float* values, int32_t* rungs);
};

namespace lanes4 {
#define LANES 4
#define TILE 6
#include "jfaiss_lanes.h"
#undef LANES
#undef TILE
}  // namespace lanes4

#ifdef __x86_64__
#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace lanes8 {
#define LANES 8
#define TILE 6
#include "jfaiss_lanes.h"
#undef LANES
#undef TILE
}  // namespace lanes8
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
namespace lanes16 {
#define LANES 16
#define TILE 12
#include "jfaiss_lanes.h"
#undef LANES
#undef TILE
}  // namespace lanes16
#pragma GCC pop_options
#endif

/// Those of at most so many lanes that this CPU can run.
const Kernels& kernels(int most) {
#ifdef __x86_64__
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
            __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    if (avx512 && most >= 16) return lanes16::kernels;
    if (avx2 && most >= 8) return lanes8::kernels;
#endif
    return lanes4::kernels;
}

/// The centroids of a piece that is a single number, in ascending order, each value once with its first code.
struct Ladder {
    static constexpr float ENDLESS = std::numeric_limits<float>::infinity();

    float values[1 + CODES + 2];  // on both sides some that are near to nothing
    uint8_t codes[1 + CODES];

    explicit Ladder(const float* centroids) {
        std::pair<float, int> ascending[CODES];
        for (int code = 0; code < CODES; code++) {
            ascending[code] = {std::isnan(centroids[code]) ? ENDLESS : centroids[code], code};
        }
        std::sort(std::begin(ascending), std::end(ascending));
        std::fill(std::begin(values), std::end(values), ENDLESS);
        values[0] = -ENDLESS;
        int count = 0;
        for (auto [value, code] : ascending) {
            if (value == values[count]) continue;
            values[++count] = value;
            codes[count] = code;
        }
    }
};

/// As FAISS has it: the first of those at the least distance as it is rounded, and 0 where none is at any.
int nearest(float x, const float* centroids) {
    float least = std::numeric_limits<float>::infinity();
    int nearest = 0;
    for (int code = 0; code < CODES; code++) {
        float distance = (x - centroids[code]) * (x - centroids[code]);
        if (distance < least) {
            least = distance;
            nearest = code;
        }
    }
    return nearest;
}

/// Numbers that start where a register's line of memory does: reading across two lines costs half the speed.
class Aligned {
    static constexpr size_t LINE = 64 / sizeof(float);

    std::vector<float> space;
    float* const first;

   public:
    explicit Aligned(size_t count)
            : space(count + LINE), first(&space[LINE - reinterpret_cast<uintptr_t>(space.data()) / sizeof(float) % LINE]) {}

    float& operator[](size_t i) { return first[i]; }
};

/// An index whose lists and codes are found here.
class Adding {
    /// Rows and centroids at a time, which stay in a core's cache: whole groups of any width, and whole tiles.
    static constexpr int BLOCK = 128, CHUNK = 120;

    /// Fewer are no quicker here than in FAISS.
    static constexpr idx_t FEW = 8;

    /// So many rows are worth putting centroids in order.
    static constexpr idx_t MANY = 1024;

    faiss::IndexIVFPQ& index;
    const Kernels& kernels;
    const size_t d, pieces, size;
    const float* const lists_at;
    std::vector<Ladder> ladders;
    Aligned rows;  // [BLOCK / width, d, width]
    std::vector<float> best;
    std::vector<int32_t> lists;
    std::vector<uint8_t> codes;

   public:
    /// The index as this class can add to it, or null.
    static faiss::IndexIVFPQ* suitable(faiss::Index* index, idx_t n) {
        if (n < FEW || typeid(*index) != typeid(faiss::IndexIVFPQ)) return nullptr;
        auto ivf = static_cast<faiss::IndexIVFPQ*>(index);
        auto flat = dynamic_cast<const faiss::IndexFlat*>(ivf->quantizer);
        const auto& pq = ivf->pq;
        bool lists = flat && flat->metric_type == faiss::METRIC_INNER_PRODUCT && flat->d == ivf->d &&
                flat->ntotal == static_cast<idx_t>(ivf->nlist);
        bool codes = ivf->is_trained && ivf->by_residual && pq.nbits == 8 && pq.transposed_centroids.empty() &&
                (pq.dsub == 1 || pq.dsub == 2 || pq.dsub == 4 || pq.dsub == 8);
        return lists && codes ? ivf : nullptr;
    }

    Adding(faiss::IndexIVFPQ& index, const Kernels& kernels, idx_t n)
            : index(index),
              kernels(kernels),
              d(index.d),
              pieces(index.pq.M),
              size(index.pq.dsub),
              lists_at(static_cast<const faiss::IndexFlat*>(index.quantizer)->get_xb()),
              rows(BLOCK * d),
              best(BLOCK),
              lists(BLOCK),
              codes(BLOCK * pieces) {
        if (size > 1 || n < MANY) return;
        for (size_t m = 0; m < pieces; m++) ladders.emplace_back(index.pq.get_centroids(m, 0));
    }

    void add(idx_t n, const float* x, const idx_t* ids) {
        index.direct_map.check_can_add(ids);
        for (idx_t from = 0; from < n; from += BLOCK) {
            int count = std::min<idx_t>(BLOCK, n - from);
            find_lists(x + from * d, count);
            find_codes(x + from * d, count);
            store(ids + from, count);
        }
    }

   private:
    /// Where a row's first value lies among rows.
    float* place(int row) { return &rows[row / kernels.width * kernels.width * d + row % kernels.width]; }

    void find_lists(const float* x, int count) {
        for (int row = 0; row < count; row++) {
            float* to = place(row);
            for (size_t k = 0; k < d; k++) to[k * kernels.width] = x[row * d + k];
        }
        std::fill(best.begin(), best.end(), -FLT_MAX);
        std::fill(lists.begin(), lists.end(), -1);
        int all = static_cast<int>(index.nlist);
        for (int from = 0; from < all; from += CHUNK) {
            int to = std::min(all, from + CHUNK);
            for (int row = 0; row < count; row += kernels.width) {
                kernels.nearest(place(row), d, lists_at, from, to, &best[row], &lists[row]);
            }
        }
    }

    void find_codes(const float* x, int count) {
        for (int row = 0; row < count; row++) {
            if (lists[row] < 0) continue;  // near to none, such as NaN: it is not stored
            float* to = place(row);
            const float* list = lists_at + lists[row] * d;
            for (size_t k = 0; k < d; k++) to[k * kernels.width] = x[row * d + k] - list[k];
        }
        if (ladders.empty()) encode(count);
        else climb(count);
    }

    /// Codes of residuals that lie in rows.
    void encode(int count) {
        auto kernel = kernels.encode[size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3];
        int32_t found[BLOCK];
        for (int row = 0; row < count; row += kernels.width) {
            for (size_t m = 0; m < pieces; m++) {
                kernel(place(row) + m * size * kernels.width, index.pq.get_centroids(m, 0), found);
                for (int r = 0; r < kernels.width; r++) codes[(row + r) * pieces + m] = found[r];
            }
        }
    }

    /// Codes of residuals that lie in rows, where a piece is one number.
    void climb(int count) {
        int32_t found[BLOCK];
        for (int row = 0; row < count; row += kernels.width) {
            for (size_t m = 0; m < pieces; m++) {
                const float* x = place(row) + m * kernels.width;
                kernels.climb(x, ladders[m].values + 1, found);
                for (int r = 0; r < kernels.width; r++) {
                    bool clear = found[r] != UNCLEAR;
                    codes[(row + r) * pieces + m] =
                            clear ? ladders[m].codes[1 + found[r]] : nearest(x[r], index.pq.get_centroids(m, 0));
                }
            }
        }
    }

    void store(const idx_t* ids, int count) {
        for (int row = 0; row < count; row++) {
            size_t offset = lists[row] < 0 ? 0 : index.invlists->add_entry(lists[row], ids[row], &codes[row * pieces]);
            index.direct_map.add_single_id(ids[row], lists[row], offset);
        }
        index.ntotal += count;
    }
};

}  // namespace

void jfaiss::add_with_ids(faiss::Index* index, idx_t n, const float* x, const idx_t* ids, int lanes) {
    auto ivf = lanes == FAISS_OWN ? nullptr : Adding::suitable(index, n);
    if (!ivf) return index->add_with_ids(n, x, ids);
    Adding(*ivf, kernels(lanes == WIDEST ? std::numeric_limits<int>::max() : lanes), n).add(n, x, ids);
}
