package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCheckpointsTest {
    private static final String HOME = "training/abc/";
    private static final int STEPS = 6;
    private static final byte[] UNDISTURBED = EncoderFile.write(EncoderTrainerTest.train(3, STEPS));

    private final Told told = new Told();
    private ObjectStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new LocalObjectStore(folder);
    }

    @Test
    void a_training_stopped_again_and_again_gives_the_bytes_of_an_undisturbed_one() {
        int stops = 0;
        Optional<byte[]> trained = Optional.empty();
        while (trained.isEmpty()) {
            trained = trainUntil(4 + stops % 5);
            stops++;
        }
        assertTrue(stops > 4, "stopped " + stops + " times");
        assertArrayEquals(UNDISTURBED, trained.get());
    }

    @Test
    void what_it_stopped_with_says_where_and_that_the_statement_goes_on() {
        told.stopAt(2);
        MvqException stopped = assertThrows(MvqException.class, this::train);
        assertTrue(Thread.interrupted());
        assertEquals(
                "training was stopped after step 2 of 6 of price; what is learnt so far is kept", stopped.getMessage());
        assertEquals("the same statement goes on from there", stopped.remedy());
    }

    @Test
    void two_states_of_a_network_are_kept_and_one_when_it_is_done() {
        assertEquals(Optional.empty(), trainUntil(STEPS + 4));
        assertEquals(
                List.of(HOME + "greeks-00000003.state", HOME + "greeks-00000004.state", HOME + "price-done.state"),
                store.list(HOME).stream().map(ObjectInfo::key).toList());
    }

    @Test
    void a_damaged_state_is_passed_over_for_the_one_before() {
        assertEquals(Optional.empty(), trainUntil(4));
        damage(HOME + "price-00000004.state");
        assertArrayEquals(UNDISTURBED, train());
        assertTrue(told.notes.contains(HOME
                + "price-00000004.state is damaged and passed over: training goes on from an earlier state, or anew"));
        assertTrue(told.notes.contains("training price goes on after step 3 of 6"), told.notes.toString());
    }

    @Test
    void where_every_state_is_damaged_training_begins_anew() {
        assertEquals(Optional.empty(), trainUntil(4));
        store.list(HOME).forEach(info -> damage(info.key()));
        assertArrayEquals(UNDISTURBED, train());
        assertFalse(told.notes.stream().anyMatch(note -> note.contains("goes on after")), told.notes.toString());
    }

    @Test
    void a_network_that_is_done_is_not_trained_again_and_a_fusion_of_other_networks_is() {
        assertArrayEquals(UNDISTURBED, train());
        assertArrayEquals(UNDISTURBED, train());
        assertEquals(
                5,
                told.notes.stream()
                        .filter(note -> note.endsWith("was done before"))
                        .count());
        told.notes.clear();
        store.list(HOME + "price").forEach(info -> store.delete(info.key()));
        TrainingState other = TrainingState.finished(
                STEPS,
                new Learning.Outcome(2, 1, 3),
                new TrainingState.Counts(9, 9, 0, 0.01),
                networkOf(4, Modality.PRICE));
        checkpoints().keep(Modality.PRICE, other);
        train();
        assertTrue(told.notes.contains(HOME + "fused-done.state is passed over: the encoders below it are others now"));
    }

    @Test
    void cleared_there_is_none() {
        assertEquals(Optional.empty(), trainUntil(4));
        checkpoints().clear();
        assertEquals(List.of(), store.list(HOME));
    }

    private static Map<String, float[]> networkOf(long seed, Modality modality) {
        Map<String, float[]> numbers = new TreeMap<>();
        String prefix = modality.word() + "/";
        MadeFeatures.untrained(EncoderSize.TINY, seed).tensors().forEach((name, tensor) -> {
            String own = name.substring(name.indexOf('/') + 1);
            if (name.startsWith(prefix)
                    && !List.of("mean", "deviation", "carry").contains(own)) {
                numbers.put(own, tensor.values());
            }
        });
        return numbers;
    }

    private void damage(String key) {
        byte[] bytes = store.read(key);
        bytes[bytes.length / 2] ^= 1;
        store.put(key, bytes, Precondition.NONE);
    }

    private TrainingCheckpoints checkpoints() {
        return new TrainingCheckpoints(store, HOME, Duration.ZERO, told);
    }

    private byte[] train() {
        return EncoderFile.write(EncoderTrainerTest.trainer(3, STEPS)
                .train(
                        "test",
                        new TrainingSet(EncoderTrainerTest.days()),
                        TrainedPart.ALL,
                        DeviceChoice.CPU,
                        told,
                        Optional.of(checkpoints()))
                .parameters());
    }

    /** The parameters, unless it was stopped before it was done. */
    private Optional<byte[]> trainUntil(int steps) {
        told.stopAt(steps);
        try {
            return Optional.of(train());
        } catch (MvqException stopped) {
            assertTrue(Thread.interrupted(), stopped.toString());
            return Optional.empty();
        } finally {
            told.stopAt(Integer.MAX_VALUE);
        }
    }

    /** Interrupts its thread after so many steps, and remembers what it is told. */
    private static final class Told implements Progress {
        private final List<String> notes = new ArrayList<>();
        private int left = Integer.MAX_VALUE;

        void stopAt(int steps) {
            left = steps;
        }

        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void advance(long done, String detail) {
            left--;
            if (left == 0) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void tell(String message) {
            notes.add(message);
        }

        @Override
        public void end() {}
    }
}
