package dev.mvq.runtime.jfaiss;

import java.lang.foreign.MemorySegment;

/** A downcall on a native index. Method handles declare that they may throw anything. */
@FunctionalInterface
interface NativeCall<T> {
    T on(MemorySegment pointer) throws Throwable;
}
