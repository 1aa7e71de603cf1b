package dev.mvq.runtime.encoder;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.mvq.runtime.market.MvqException;
import java.util.function.Supplier;

/** The PyTorch engine, started once by DJL. */
public final class PyTorch {
    private static final String NAME = "PyTorch";

    private PyTorch() {}

    /**
     * The engine: offline, and with one thread per operation, for two collapse on busy cores while workers in parallel do not.
     *
     * @throws MvqException when PyTorch's native library cannot be loaded
     */
    static Engine engine() {
        unlessSet("ai.djl.offline", "true");
        unlessSet("ai.djl.pytorch.num_threads", "1");
        unlessSet("ai.djl.pytorch.num_interop_threads", "1");
        try {
            Engine engine = Engine.getEngine(NAME);
            if (Integer.getInteger("ai.djl.pytorch.num_threads", 1) == 1 && JniUtils.getNumThreads() != 1) {
                JniUtils.setNumThreads(1);
            }
            return engine;
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new MvqException(
                    "PyTorch could not be started: " + e.getMessage(),
                    "its library is unpacked into ~/.djl.ai (or DJL_CACHE_DIR): is there room, and is it writable?",
                    e);
        }
    }

    /** Does work of the calling thread with so many threads an operation; afterwards there are as many as before. */
    static <T> T threads(int count, Supplier<T> work) {
        Engine _ = engine();
        int before = JniUtils.getNumThreads();
        JniUtils.setNumThreads(count);
        try {
            return work.get();
        } finally {
            JniUtils.setNumThreads(before);
        }
    }

    /** A manager of arrays on the chosen device, closed by the caller. */
    public static NDManager manager(DeviceChoice choice) {
        Engine engine = engine();
        Device device = choice.route(engine::getGpuCount);
        return NDManager.newBaseManager(device, NAME);
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
