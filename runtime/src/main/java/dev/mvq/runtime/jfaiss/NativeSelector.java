package dev.mvq.runtime.jfaiss;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A selector as the shim takes it.
 *
 * @param kind 0 all, 1 range, 2 bitmap
 * @param from first id of a range
 * @param to end of a range; of a bitmap its length in bytes, not bits
 * @param bits a bitmap's bytes, or NULL
 */
record NativeSelector(int kind, long from, long to, MemorySegment bits) {
    /** Valid as long as the arena. */
    static NativeSelector of(FaissSelector selector, Arena arena) {
        return switch (selector) {
            case FaissSelector.All() -> new NativeSelector(0, 0, 0, MemorySegment.NULL);
            case FaissSelector.Range(long from, long to) -> new NativeSelector(1, from, to, MemorySegment.NULL);
            // Words are little-endian on every machine this library is built for, so bit i is bit i % 8 of byte i / 8.
            case FaissSelector.Bitmap(long[] words) ->
                new NativeSelector(2, 0, 8L * words.length, arena.allocateFrom(JAVA_LONG, words));
        };
    }
}
