package dev.mvq.runtime.jfaiss;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The one owner of a native index. Reads may overlap; a change, and freeing, waits for them. Freed once, by
 * {@link #close} or, where that was forgotten, after the handle became unreachable.
 */
final class FaissHandle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final MemorySegment pointer;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Cleaner.Cleanable cleanable;
    private boolean closed;

    private FaissHandle(FaissLibrary library, MemorySegment pointer) {
        this.pointer = pointer;
        this.cleanable = CLEANER.register(this, new Destructor(library, pointer, new AtomicBoolean()));
    }

    /** Takes over a pointer just born. */
    static FaissHandle own(FaissLibrary library, MemorySegment pointer) {
        library.live().incrementAndGet();
        return new FaissHandle(library, pointer);
    }

    /** A native call that leaves the index as it is. */
    <T> T read(NativeCall<T> call) {
        return locked(lock.readLock(), call);
    }

    /** A native call that changes the index. */
    <T> T change(NativeCall<T> call) {
        return locked(lock.writeLock(), call);
    }

    private <T> T locked(Lock side, NativeCall<T> call) {
        side.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the index is closed");
            }
            return call.on(pointer);
        } catch (Throwable e) {
            throw FaissSymbols.unchecked(e);
        } finally {
            side.unlock();
            Reference.reachabilityFence(this);
        }
    }

    /** Waits for calls under way, then frees; later calls fail. Closing again does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            cleanable.clean();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private record Destructor(FaissLibrary library, MemorySegment pointer, AtomicBoolean done) implements Runnable {
        @Override
        public void run() {
            if (!done.compareAndSet(false, true)) {
                return;
            }
            try {
                library.symbols().free().invokeExact(pointer);
                library.live().decrementAndGet();
            } catch (Throwable e) {
                throw FaissSymbols.unchecked(e);
            }
        }
    }
}
