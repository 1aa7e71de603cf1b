package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreTrainingTest {
    private Path folder;
    private TrainedStore made;
    private TrainingReport whole;
    private byte[] bytes = {};

    @BeforeAll
    void train(@TempDir Path given) {
        folder = given;
        made = new TrainedStore(folder.resolve("whole")).withDays();
        whole = made.train(TrainedStore.request());
        bytes = made.bytes(whole.version());
    }

    @AfterAll
    void close() {
        made.close();
    }

    @Test
    void the_encoders_are_kept_with_the_end_of_their_period_and_open_again() {
        assertEquals(List.of(whole.version()), made.models.versions());
        EncoderSet.Described kept = made.models.describe(whole.version());
        assertEquals("2021-03-31", kept.card().through());
        assertEquals(7, kept.card().seed());
        assertTrue(
                kept.card().rows() >= 640 && kept.card().rows() <= 720,
                "rows " + kept.card().rows());
        assertEquals(5, kept.card().steps().size());
        assertEquals(5, kept.card().noise().size());
        kept.card()
                .noise()
                .forEach((modality, moved) -> assertTrue(moved > 0 && moved < 0.5, modality + " moves by " + moved));
        try (EncoderSet opened = made.models.open(whole.version(), DeviceChoice.CPU)) {
            assertEquals(whole.version(), opened.version());
        }
    }

    @Test
    void the_report_has_losses_and_rows_of_all_five() {
        assertEquals(
                List.of(Modality.values()),
                whole.lines().stream().map(TrainingReport.Line::modality).toList());
        for (TrainingReport.Line line : whole.lines()) {
            assertTrue(line.trained() && line.rows() >= 64 && line.heldOut() > 1, line.toString());
            assertTrue(line.lossAfter() <= line.lossBefore(), line.toString());
        }
    }

    @Test
    void nothing_is_left_of_what_was_kept_on_the_way() {
        assertEquals(List.of(), made.checkpoints());
    }

    @Test
    void days_after_the_period_change_no_byte() {
        try (TrainedStore other = new TrainedStore(folder.resolve("other")).withDays()) {
            TrainedStore.market(12).stream()
                    .filter(day -> day.date().isAfter(TrainedStore.LAST))
                    .forEach(other.archive::write);
            TrainingReport there = other.train(TrainedStore.during("2021-01-04", "2021-03-31"));
            assertTrue(other.archive.days().last().isAfter(TrainedStore.LAST));
            assertArrayEquals(bytes, other.bytes(there.version()));
        }
    }

    @Test
    void on_greeks_leaves_the_other_encoders_but_the_fusion_as_they_are() {
        EncoderParameters before = made.models.parameters(whole.version());
        TrainingReport report = made.train(seed(TrainedStore.on(whole.version(), Modality.GREEKS), 8));
        EncoderParameters after = made.models.parameters(report.version());
        Set<String> changed = new TreeSet<>();
        before.tensors().forEach((name, tensor) -> {
            if (!Arrays.equals(tensor.values(), after.values(name))) {
                changed.add(name.substring(0, name.indexOf('/')));
            }
        });
        assertEquals(Set.of("fused", "greeks"), changed);
        assertEquals(5, report.card().steps().size());
        assertTrue(
                report.card()
                        .notes()
                        .contains("price: parameters of " + whole.version() + ", trained through 2021-03-31"),
                report.card().notes().toString());
        assertFalse(report.lines().getFirst().trained());
    }

    private static TrainingRequest seed(TrainingRequest request, long seed) {
        return new TrainingRequest(
                request.modalities(),
                request.during(),
                request.epochs(),
                seed,
                request.size(),
                request.rows(),
                request.threads(),
                request.restart(),
                request.device(),
                request.others());
    }

    @Test
    void encoders_of_two_sizes_cannot_be_mixed() {
        MvqException refused = assertThrows(
                MvqException.class, () -> made.train(TrainedStore.on(EncoderModels.SHIPPED, Modality.GREEKS)));
        assertTrue(refused.getMessage().endsWith("they cannot be mixed"), refused.getMessage());
    }

    @Test
    void too_few_days_are_refused_before_anything_is_written() {
        MvqException refused =
                assertThrows(MvqException.class, () -> made.train(TrainedStore.during("2021-03-15", "2021-03-26")));
        assertEquals(
                "10 days are too few to train on: it takes 20, of which the last tenth is held out to see when to stop",
                refused.getMessage());
        assertEquals(List.of(), made.checkpoints());
    }

    @Test
    void the_plan_says_what_is_read_and_kept() {
        TrainingPlan plan = made.training(Progress.SILENT).plan(TrainedStore.request());
        assertEquals(LocalDate.of(2021, 3, 31), plan.period().last());
        assertEquals(26, plan.days());
        assertEquals(3, plan.underlyings());
        assertTrue(plan.rows() <= 720 && plan.allRows() > 900, plan.toString());
        assertEquals(List.of(), plan.stopped());
    }

    @Test
    void killed_at_any_moment_and_begun_again_it_gives_the_bytes_of_an_undisturbed_run()
            throws IOException, InterruptedException {
        Random random = new Random(5);
        try (TrainedStore killed = new TrainedStore(folder.resolve("killed")).withDays()) {
            int kills = 0;
            for (String until : List.of("greeks-0", "technical-0")) {
                Process child = child(folder.resolve("killed"));
                while (child.isAlive() && killed.checkpoints().stream().noneMatch(key -> key.contains(until))) {
                    Thread.onSpinWait();
                }
                Thread.sleep(random.nextInt(30));
                kills += child.isAlive() ? 1 : 0;
                child.destroyForcibly().waitFor();
            }
            assertEquals(2, kills, "both runs were to be killed before their end");
            assertFalse(killed.training(Progress.SILENT)
                    .plan(TrainedStore.request())
                    .stopped()
                    .isEmpty());
            TrainingReport report = killed.train(TrainedStore.request());
            assertArrayEquals(bytes, killed.bytes(report.version()));
            assertEquals(List.of(), killed.checkpoints());
        }
    }

    private static Process child(Path store) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainedStore.class.getName()));
        command.add(store.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    @Test
    void what_an_earlier_run_left_is_another_trainings_when_a_day_has_changed() {
        StopAfter stop = new StopAfter(1);
        try (TrainedStore changed = new TrainedStore(folder.resolve("changed")).withDays()) {
            assertThrows(MvqException.class, () -> changed.training(stop).train(TrainedStore.request()));
            assertTrue(Thread.interrupted());
            assertFalse(changed.training(Progress.SILENT)
                    .plan(TrainedStore.request())
                    .stopped()
                    .isEmpty());
            TrainedStore.market(12).stream().limit(9).forEach(changed.archive::write);
            assertEquals(
                    List.of(),
                    changed.training(Progress.SILENT)
                            .plan(TrainedStore.request())
                            .stopped());
        }
    }

    /** Interrupts its thread after so many steps. */
    private record StopAfter(int steps) implements Progress {
        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void advance(long done, String detail) {
            if (detail.startsWith("loss") && done == steps) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void end() {}
    }
}
