package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import dev.mvq.runtime.market.MvqException;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
    @Test
    void auto_takes_a_gpu_where_there_is_one_and_the_processor_where_not() {
        assertEquals(Device.gpu(), DeviceChoice.AUTO.route(() -> 2));
        assertEquals(Device.cpu(), DeviceChoice.AUTO.route(() -> 0));
    }

    @Test
    void cpu_never_asks_for_gpus() {
        assertEquals(Device.cpu(), DeviceChoice.CPU.route(() -> {
            throw new AssertionError("asked");
        }));
    }

    @Test
    void cuda_takes_the_first_gpu() {
        assertEquals(Device.gpu(0), DeviceChoice.CUDA.route(() -> 1));
    }

    @Test
    void cuda_without_a_gpu_names_the_profile_that_would_help() {
        MvqException error = assertThrows(MvqException.class, () -> DeviceChoice.CUDA.route(() -> 0));
        assertTrue(error.remedy().contains("-Pcuda"), error.remedy());
    }

    @Test
    void words_are_read_in_any_case_and_others_refused() {
        assertSame(DeviceChoice.CUDA, DeviceChoice.parse("Cuda"));
        assertSame(DeviceChoice.AUTO, DeviceChoice.parse("auto"));
        assertThrows(MvqException.class, () -> DeviceChoice.parse("tpu"));
    }
}
