// The arithmetic of jfaiss_rows.cpp for registers of LANES rows, TILE centroids at once. It is included there once for
// each set of CPU instructions, in a namespace of its own, and so has no guard and includes nothing.
//
// Every sum runs over its dimensions in their order, one number at a time: neither the width of the registers nor what
// other rows are added with a row changes its result.

typedef float Floats __attribute__((vector_size(4 * LANES)));
typedef int32_t Wholes __attribute__((vector_size(4 * LANES)));

/// Registers of rows at once: two, or loading the centroids would take longer than multiplying by them.
constexpr int PAIR = 2;
constexpr int WIDTH = PAIR * LANES;

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE Floats load(const float* from) {
    Floats to;
    memcpy(&to, from, sizeof to);
    return to;
}

ALWAYS_INLINE Floats all(float value) { return value - Floats{}; }

ALWAYS_INLINE Wholes load(const int32_t* from) {
    Wholes to;
    memcpy(&to, from, sizeof to);
    return to;
}

/// Inner products of WIDTH rows, [d, WIDTH], with COUNT centroids, [COUNT, d], held against the best so far; the first of
/// equals stays. What is best so far waits in memory: registers are for the sums.
template <int COUNT>
ALWAYS_INLINE void compare(const float* rows, size_t d, const float* centroids, int first, float* best, int32_t* lists) {
    Floats sum[PAIR][COUNT] = {};
    for (size_t k = 0; k < d; k++) {
        Floats x[PAIR];
        for (int r = 0; r < PAIR; r++) x[r] = load(rows + k * WIDTH + r * LANES);
        for (int j = 0; j < COUNT; j++) {
            Floats centroid = all(centroids[j * d + k]);
            for (int r = 0; r < PAIR; r++) sum[r][j] += x[r] * centroid;
        }
    }
    for (int r = 0; r < PAIR; r++) {
        Floats most = load(best + r * LANES);
        Wholes at = load(lists + r * LANES);
        for (int j = 0; j < COUNT; j++) {
            auto better = sum[r][j] > most;
            most = better ? sum[r][j] : most;
            at = better ? Wholes{} + (first + j) : at;
        }
        memcpy(best + r * LANES, &most, sizeof most);
        memcpy(lists + r * LANES, &at, sizeof at);
    }
}

/// Holds the best list so far of each of WIDTH rows, [d, WIDTH], against the centroids [from, to) of [n, d].
static void nearest(const float* rows, size_t d, const float* centroids, int from, int to, float* best, int32_t* lists) {
    int i = from;
    for (; i + TILE <= to; i += TILE) compare<TILE>(rows, d, centroids + i * d, i, best, lists);
    for (; i < to; i++) compare<1>(rows, d, centroids + i * d, i, best, lists);
}

/// The nearest of CODES centroids, [CODES, D], to each of WIDTH rows' D values, [D, WIDTH]; the first of equals.
template <int D>
static void encode(const float* rows, const float* centroids, int32_t* codes_out) {
    Floats x[PAIR][D], best[PAIR];
    Wholes codes[PAIR] = {};
    for (int r = 0; r < PAIR; r++) {
        for (int t = 0; t < D; t++) x[r][t] = load(rows + t * WIDTH + r * LANES);
        best[r] = all(HUGE_VALF);
    }
    for (int j = 0; j < CODES; j++) {
        for (int r = 0; r < PAIR; r++) {
            Floats away = x[r][0] - all(centroids[j * D]);
            Floats distance = away * away;
            for (int t = 1; t < D; t++) {
                away = x[r][t] - all(centroids[j * D + t]);
                distance += away * away;
            }
            auto nearer = distance < best[r];
            best[r] = nearer ? distance : best[r];
            codes[r] = nearer ? Wholes{} + j : codes[r];
        }
    }
    memcpy(codes_out, codes, sizeof codes);
}

ALWAYS_INLINE Floats gather(const float* from, Wholes at) {
#if LANES == 16
    return (Floats)_mm512_mask_i32gather_ps(_mm512_setzero_ps(), -1, (__m512i)at, from, sizeof(float));
#else
    int32_t places[LANES];
    float values[LANES];
    memcpy(places, &at, sizeof at);
    for (int lane = 0; lane < LANES; lane++) values[lane] = from[places[lane]];
    return load(values);
#endif
}

/// Which of a Ladder's values is nearest to each of WIDTH rows' single values; UNCLEAR where it is not one alone.
static void climb(const float* rows, const float* values, int32_t* rungs) {
    for (int r = 0; r < PAIR; r++) {
        Floats x = load(rows + r * LANES);
        Wholes at = {};  // becomes the last that is not above x, or 0
        for (int half = CODES / 2; half > 0; half /= 2) at += gather(values + half, at) <= x ? Wholes{} + half : Wholes{};
        Floats away[4];
        for (int i = 0; i < 4; i++) {
            away[i] = x - gather(values + i - 1, at);
            away[i] *= away[i];
        }
        auto above = away[2] < away[1];
        Floats least = above ? away[2] : away[1];
        auto clear = (away[0] > least) & (away[3] > least) & (away[1] != away[2]);
        at = clear ? at + (above ? Wholes{} + 1 : Wholes{}) : Wholes{} + UNCLEAR;
        memcpy(rungs + r * LANES, &at, sizeof at);
    }
}

static constexpr Kernels kernels = {WIDTH, nearest, {encode<1>, encode<2>, encode<4>, encode<8>}, climb};

#undef ALWAYS_INLINE
