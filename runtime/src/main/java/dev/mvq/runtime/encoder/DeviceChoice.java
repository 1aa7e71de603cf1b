package dev.mvq.runtime.encoder;

import ai.djl.Device;
import dev.mvq.runtime.market.MvqException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;

/** Where the encoders run: {@code SET device = auto | cpu | cuda}. */
public enum DeviceChoice {
    /** The first GPU where PyTorch sees one, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** The first GPU; an error where there is none. */
    CUDA;

    /**
     * The choice of this name, in any case.
     *
     * @throws MvqException when there is no such choice
     */
    public static DeviceChoice parse(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> new MvqException("no device '" + word + "'", "use auto, cpu or cuda"));
    }

    /** The name in the language: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The DJL device.
     *
     * @param gpus counts the GPUs that PyTorch sees; not asked for {@link #CPU}
     * @throws MvqException for {@link #CUDA} without one
     */
    Device route(IntSupplier gpus) {
        return switch (this) {
            case CPU -> Device.cpu();
            case AUTO -> gpus.getAsInt() > 0 ? Device.gpu() : Device.cpu();
            case CUDA -> {
                if (gpus.getAsInt() < 1) {
                    throw new MvqException(
                            "device cuda was asked for, and PyTorch sees no GPU",
                            "build with the Maven profile -Pcuda on a machine with an NVIDIA GPU and its driver, or SET device = auto");
                }
                yield Device.gpu();
            }
        };
    }
}
