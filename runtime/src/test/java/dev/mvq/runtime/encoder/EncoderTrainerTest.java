package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncoderTrainerTest {
    private static final byte ALL = (byte) 31;

    @Test
    void a_little_training_lowers_the_held_out_loss_and_does_not_collapse() {
        EncoderParameters trained = train(3, 40);
        assertTrue(trained.card().trained());
        for (String note : trained.card().notes()) {
            String[] words = note.split("[ ,;]+");
            assertTrue(
                    !words[1].equals("held-out") || Double.parseDouble(words[5]) < Double.parseDouble(words[3]), note);
        }
        FeatureBatch fresh = full(64, 77);
        try (EncoderSet encoders = EncoderSet.of(trained, DeviceChoice.CPU)) {
            DayEmbeddings embeddings = encoders.encode(fresh);
            for (Modality modality : Modality.values()) {
                assertTrue(meanCosine(embeddings, modality) < 0.7, modality + " " + meanCosine(embeddings, modality));
            }
        }
    }

    @Test
    void the_card_says_that_embeddings_do_not_move_where_no_look_at_a_row_differs() {
        Map<String, Double> noise = train(3, 4).card().noise();
        for (Modality modality : Modality.values()) {
            assertEquals(0, noise.getOrDefault(modality.word(), Double.NaN), 1e-6);
        }
    }

    @Test
    void training_with_equal_seeds_gives_equal_parameters_and_with_another_seed_other_ones() {
        String version = train(3, 4).version();
        assertEquals(version, train(3, 4).version());
        assertTrue(!version.equals(train(4, 4).version()));
    }

    /** Trained on {@link #days}. */
    static EncoderParameters train(long seed, int steps) {
        return trainer(seed, steps).train("test", new TrainingSet(days()), DeviceChoice.CPU, Progress.SILENT);
    }

    /** With so many steps a modality. */
    static EncoderTrainer trainer(long seed, int steps) {
        Map<Modality, Integer> each = new EnumMap<>(Modality.class);
        Arrays.stream(Modality.values()).forEach(modality -> each.put(modality, steps));
        TrainingOptions options = new TrainingOptions(seed, each, 32, 3e-3, 0.1, 1, 0.5);
        return new EncoderTrainer(MadeFeatures.SCHEMA, EncoderSize.TINY, options);
    }

    /** Made days of two underlyings. */
    static List<TrainingDay> days() {
        List<TrainingDay> days = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            List<String> names = new ArrayList<>(Collections.nCopies(16, "AAA"));
            names.addAll(Collections.nCopies(16, "BBB"));
            days.add(new TrainingDay("made", LocalDate.of(2024, 1, 1).plusDays(day), names, full(32, 100 + day)));
        }
        return days;
    }

    private static FeatureBatch full(int rows, long seed) {
        byte[] present = new byte[rows];
        Arrays.fill(present, ALL);
        return MadeFeatures.batch(present, seed);
    }

    private static double meanCosine(DayEmbeddings embeddings, Modality modality) {
        double sum = 0;
        for (int i = 1; i < embeddings.rows(); i++) {
            sum += EncoderSetTest.dot(
                    EncoderSetTest.row(embeddings, modality, i - 1), EncoderSetTest.row(embeddings, modality, i));
        }
        return sum / (embeddings.rows() - 1);
    }
}
