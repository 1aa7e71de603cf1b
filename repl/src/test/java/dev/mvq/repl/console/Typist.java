package dev.mvq.repl.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sits before a terminal: types when the screen shows what was waited for, as people do. */
final class Typist {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int seen;

    /** What the typist types. */
    InputStream keyboard() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    return keys.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return -1;
                }
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int first = read();
                if (first < 0) {
                    return -1;
                }
                buffer[offset] = (byte) first;
                return 1;
            }
        };
    }

    /** What the typist looks at. */
    OutputStream screen() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) {
                synchronized (bytes) {
                    bytes.write(buffer, offset, length);
                    bytes.notifyAll();
                }
            }
        };
    }

    /** Everything that was shown so far. */
    String shown() {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /** Waits until the screen shows a text behind what was waited for before. */
    void await(String text) throws InterruptedException {
        long begun = System.nanoTime();
        synchronized (bytes) {
            while (shown().indexOf(text, seen) < 0) {
                if (System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw new AssertionError("waited in vain for '" + text + "' in: " + shown());
                }
                bytes.wait(100);
            }
            seen = shown().indexOf(text, seen) + text.length();
        }
    }

    void type(String text) {
        text.chars().forEach(keys::add);
    }
}
