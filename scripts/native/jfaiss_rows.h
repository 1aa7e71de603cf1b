// Which of many centroids is nearest, for many rows at once: rows lie side by side in registers, as wide as the CPU's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jfaiss {

/// Rows and centroids at a time, which stay in a core's cache: whole groups of any width, and whole tiles.
constexpr int BLOCK = 128, CHUNK = 120;

/// Centroids of a piece: codes are bytes.
constexpr int CODES = 256;

/// As many numbers a register as this CPU has.
constexpr int WIDEST = 0;

/// The arithmetic for registers of one size; rows lie in groups of width, [d, width]. See jfaiss_lanes.h.
struct Kernels {
    int width;
    void (*nearest)(const float* rows, size_t d, const float* centroids, int from, int to, float* best, int32_t* lists);
    void (*encode[4])(const float* rows, const float* centroids, int32_t* codes);  // of pieces of 1, 2, 4, 8 numbers
    void (*climb)(const float* rows, const float* values, int32_t* rungs);

    /// Those for so many numbers a register, fewer where this CPU has no such.
    static const Kernels& of(int lanes);
};

/// The centroids of a piece that is a single number, in ascending order, each value once with its first code.
struct Ladder {
    float values[1 + CODES + 2];  // on both sides some that are near to nothing
    uint8_t codes[1 + CODES];

    explicit Ladder(const float* centroids);
};

/// The centroids, [CODES, size], of a piece of a vector; they stay the caller's.
class Piece {
    const float* const centroids;
    const size_t size;
    std::vector<Ladder> ladder;  // one or none

   public:
    /// So many rows are worth putting centroids in order.
    static constexpr int64_t MANY = 1024;

    /// Whether pieces of so many numbers are known here.
    static bool is_known(size_t size) { return size == 1 || size == 2 || size == 4 || size == 8; }

    /// @param n rows to be coded
    Piece(const float* centroids, size_t size, int64_t n);

    /// Codes of the values, [size, width], of a group of rows: the first of those at the least distance, 0 where none is.
    void encode(const Kernels& kernels, const float* rows, int32_t* codes) const;
};

/// A block of rows of d numbers.
class Rows {
    const Kernels& kernels;
    const size_t d;
    std::vector<float> space;
    float* const first;  // [BLOCK / width, d, width], from where a line of the cache begins

    float* place(int row) { return first + row / kernels.width * kernels.width * d + row % kernels.width; }

   public:
    Rows(size_t d, int lanes);

    /// Takes a row as it is, or what is left of it without a centroid.
    void take(int row, const float* x);
    void take(int row, const float* x, const float* centroid);

    /// Of n centroids that with the greatest inner product, the first of equals, and the product; -1 where none has any.
    void find_lists(int count, const float* centroids, int n, float* best, int32_t* lists);

    /// The codes of the pieces that the rows are made of, all of one size: [BLOCK, pieces].
    void find_codes(int count, const std::vector<Piece>& pieces, uint8_t* codes);
};

}  // namespace jfaiss
