#include "jfaiss_rows.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace jfaiss {
namespace {

/// No rung of a ladder.
constexpr int UNCLEAR = -1;

constexpr float ENDLESS = std::numeric_limits<float>::infinity();

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

int nearest_code(float x, const float* centroids) {
    float least = ENDLESS;
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

}  // namespace

const Kernels& Kernels::of(int lanes) {
    int most = lanes == WIDEST ? std::numeric_limits<int>::max() : lanes;
#ifdef __x86_64__
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
            __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    if (avx512 && most >= 16) return lanes16::kernels;
    if (avx2 && most >= 8) return lanes8::kernels;
#endif
    return lanes4::kernels;
}

Ladder::Ladder(const float* centroids) : codes() {
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

Piece::Piece(const float* centroids, size_t size, int64_t n) : centroids(centroids), size(size) {
    if (size == 1 && n >= MANY) ladder.emplace_back(centroids);
}

void Piece::encode(const Kernels& kernels, const float* rows, int32_t* codes) const {
    if (ladder.empty()) {
        kernels.encode[size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3](rows, centroids, codes);
        return;
    }
    kernels.climb(rows, ladder[0].values + 1, codes);
    for (int row = 0; row < kernels.width; row++) {
        codes[row] = codes[row] == UNCLEAR ? nearest_code(rows[row], centroids) : ladder[0].codes[1 + codes[row]];
    }
}

// Reading across two lines of the cache would cost half the speed.
Rows::Rows(size_t d, int lanes)
        : kernels(Kernels::of(lanes)),
          d(d),
          space(BLOCK * d + 16),
          first(&space[16 - reinterpret_cast<uintptr_t>(space.data()) / sizeof(float) % 16]) {}

void Rows::take(int row, const float* x) {
    float* to = place(row);
    for (size_t k = 0; k < d; k++) to[k * kernels.width] = x[k];
}

void Rows::take(int row, const float* x, const float* centroid) {
    float* to = place(row);
    for (size_t k = 0; k < d; k++) to[k * kernels.width] = x[k] - centroid[k];
}

void Rows::find_lists(int count, const float* centroids, int n, float* best, int32_t* lists) {
    float most[BLOCK];
    int32_t at[BLOCK];
    std::fill(most, most + BLOCK, -FLT_MAX);
    std::fill(at, at + BLOCK, -1);
    for (int from = 0; from < n; from += CHUNK) {
        int to = std::min(n, from + CHUNK);
        for (int row = 0; row < count; row += kernels.width) {
            kernels.nearest(place(row), d, centroids, from, to, &most[row], &at[row]);
        }
    }
    std::copy(most, most + count, best);
    std::copy(at, at + count, lists);
}

void Rows::find_codes(int count, const std::vector<Piece>& pieces, uint8_t* codes) {
    size_t size = d / pieces.size();
    int32_t found[BLOCK];
    for (int row = 0; row < count; row += kernels.width) {
        for (size_t m = 0; m < pieces.size(); m++) {
            pieces[m].encode(kernels, place(row) + m * size * kernels.width, found);
            for (int r = 0; r < kernels.width; r++) codes[(row + r) * pieces.size() + m] = found[r];
        }
    }
}

}  // namespace jfaiss
