package dev.mvq.runtime.jfaiss;

import static dev.mvq.runtime.jfaiss.IndexFileCursor.require;

import dev.mvq.runtime.jfaiss.IndexFileCursor.Elements;

/** What turns vectors into codes or other vectors: product and scalar quantisers, linear transforms. */
final class QuantizerCheck {
    private static final int MOST_BITS = 16;
    private static final int MOST_DIMENSIONS = 1 << 16;

    private final IndexFileCursor file;

    QuantizerCheck(IndexFileCursor file) {
        this.file = file;
    }

    /** @return bytes of a code */
    int product(int dimension) {
        require(file.number() == dimension, "its codes are of other vectors");
        long parts = file.number();
        require(parts > 0 && parts <= dimension && dimension % parts == 0, "its codes have " + parts + " parts");
        long bits = file.number();
        require(bits > 0 && bits <= MOST_BITS, "its codes have " + bits + " bits a part");
        file.elements(Float.BYTES)
                .holding(dimension * (1L << bits), "values of centroids")
                .bounded();
        return (int) ((parts * bits + 7) / 8);
    }

    /**
     * A scalar quantiser.
     *
     * @param type FAISS's number for how a value is written
     * @param bytes bytes of a code
     */
    record Scalar(int type, int bytes) {
        private static final int FP16 = 4;
        private static final int BF16 = 7;
        private static final int FP16_INFINITE = 0x7c00;
        private static final int BF16_LARGEST = Float.floatToIntBits(1e15f) >>> Short.SIZE;

        /** Codes of other types stand for values between those of the ranges. */
        void bounded(Elements codes) {
            int largest = switch (type) {
                case FP16 -> FP16_INFINITE;
                case BF16 -> BF16_LARGEST;
                default -> Integer.MAX_VALUE;
            };
            for (long i = 0; largest < Integer.MAX_VALUE && i < codes.count() / Short.BYTES; i++) {
                if ((codes.half(i) & Short.MAX_VALUE) >= largest) {
                    throw new IllegalArgumentException("it has values that no vector of length 1 has");
                }
            }
        }
    }

    Scalar scalar(int dimension, boolean trained) {
        int type = file.whole();
        file.whole(); // how ranges were found
        file.real();
        require(file.number() == dimension, "its codes are of other vectors");
        int code = switch (type) {
            case 0, 2, 5, 8 -> dimension; // 8 bits
            case 1, 3 -> (dimension + 1) / 2; // 4 bits
            case 4, 7 -> 2 * dimension; // fp16, bf16
            case 6 -> (6 * dimension + 7) / 8; // 6 bits
            default -> throw new IllegalArgumentException("its codes are of unknown type " + type);
        };
        int ranges = switch (type) {
            case 0, 1, 6 -> 2 * dimension;
            case 2, 3 -> 2;
            default -> 0;
        };
        require(file.number() == code, "its codes are not of " + code + " bytes");
        file.elements(Float.BYTES)
                .holding(trained ? ranges : 0, "values of ranges")
                .bounded();
        return new Scalar(type, code);
    }

    /**
     * A linear transform.
     *
     * @param from dimension of what it is given
     * @return dimension of what it gives
     */
    int transform(int from) {
        String kind = file.letters();
        switch (kind) {
            case "rrot", "LTra" -> {
                // nothing of their own
            }
            case "Pcam" -> {
                file.real();
                file.real();
                file.flag();
                file.whole();
                long mean = file.elements(Float.BYTES).bounded().count();
                require(mean == 0 || mean == from, "it has " + mean + " means");
                file.elements(Float.BYTES);
                file.elements(Float.BYTES);
            }
            default -> throw new IllegalArgumentException("it transforms vectors in a way that mvq does not");
        }
        boolean shifts = file.flag();
        Elements matrix = file.elements(Float.BYTES).bounded();
        Elements shift = file.elements(Float.BYTES).bounded();
        require(file.whole() == from, "it transforms other vectors");
        int to = file.whole();
        require(to > 0 && to <= MOST_DIMENSIONS, "it makes vectors of " + to + " dimensions");
        if (file.flag()) { // is trained
            matrix.holding((long) from * to, "values of a transform");
            shift.holding(shifts ? to : shift.count(), "values of a shift");
        }
        return to;
    }
}
