package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.EncoderModels;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.encoder.EncoderSize;
import dev.mvq.runtime.encoder.StoreTraining;
import dev.mvq.runtime.encoder.TrainingPlan;
import dev.mvq.runtime.encoder.TrainingReport;
import dev.mvq.runtime.encoder.TrainingRequest;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.vector.KeptGeneration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The encoders of a store: which are in use, which there are, and how others are trained. */
final class Encoders {
    private final EncoderModels models;
    private final EngineSettings settings;
    private final StoreTraining training;
    private final Map<String, Map<String, Double>> noises = new HashMap<>();

    Encoders(EncoderModels models, EngineSettings settings, StoreTraining training) {
        this.models = models;
        this.settings = settings;
        this.training = training;
    }

    /** The name under which the encoders of the setting are kept. */
    String known(String name) {
        return models.known(name);
    }

    private String named() {
        return settings.get(Setting.ENCODERS);
    }

    private DeviceChoice device() {
        return DeviceChoice.parse(settings.get(Setting.DEVICE));
    }

    /** Those in use, ready to encode. To be closed. */
    EncoderSet open() {
        return models.open(named(), device());
    }

    /** The encoders that a generation was made with, for the caller to close. */
    EncoderSet ofVersion(String version) {
        if (!EncoderSet.describeShipped().version().equals(version)
                && !models.versions().contains(version)) {
            throw new MvqException(
                    "what has no embedding cannot be encoded for this question: the store's embeddings are of encoder %s, which is neither this program's nor kept in the store"
                            .formatted(version),
                    "GENERATE EMBEDDINGS makes them anew with the encoders there are");
        }
        return models.open(version, device());
    }

    /** The noise of a generation's encoders, by modality's word; empty where they are not at hand, or are damaged. */
    Map<String, Double> noise(String version) {
        return noises.computeIfAbsent(version, this::readNoise);
    }

    private Map<String, Double> readNoise(String version) {
        EncoderSet.Described shipped = EncoderSet.describeShipped();
        if (shipped.version().equals(version)) {
            return shipped.card().noise();
        }
        try {
            return models.describe(version).card().noise();
        } catch (MvqException goneOrDamaged) {
            return Map.of();
        }
    }

    /** One row an encoder. */
    Answer table(List<KeptGeneration> generations) {
        List<String> messages = new ArrayList<>();
        List<EncoderSet.Described> kept = new ArrayList<>();
        for (String version : models.versions()) {
            try {
                kept.add(models.describe(version));
            } catch (MvqException damaged) {
                messages.add(damaged.getMessage());
            }
        }
        EncoderSet.Described shipped = EncoderSet.describeShipped();
        String used = named().equals(EncoderModels.SHIPPED) ? shipped.version() : named();
        return new Answer(GenerationTables.encoders(generations, shipped, kept, used), messages);
    }

    Answer train(TrainQuery query) {
        TrainingReport report = training.train(request(query));
        StringColumn modality = StringColumn.create("modality");
        IntColumn steps = IntColumn.create("steps");
        IntColumn best = IntColumn.create("best_step");
        DoubleColumn before = DoubleColumn.create("loss_before");
        DoubleColumn after = DoubleColumn.create("loss_after");
        IntColumn rows = IntColumn.create("rows");
        IntColumn held = IntColumn.create("held_out");
        for (TrainingReport.Line line : report.lines()) {
            modality.append(line.modality().word());
            steps.append(line.steps());
            if (line.trained()) {
                best.append(line.bestStep());
                before.append(line.lossBefore());
                after.append(line.lossAfter());
                rows.append(line.rows());
                held.append(line.heldOut());
            } else {
                best.appendMissing();
                before.appendMissing();
                after.appendMissing();
                rows.appendMissing();
                held.appendMissing();
            }
        }
        return new Answer(
                Table.create("training", modality, steps, best, before, after, rows, held), messages(query, report));
    }

    private static List<String> messages(TrainQuery query, TrainingReport report) {
        List<String> messages = new ArrayList<>(report.notes());
        Set<Modality> asked = Set.copyOf(query.modalities());
        if (!asked.isEmpty() && !asked.contains(Modality.FUSED)) {
            messages.add("fused was trained too, for %s is an input of it; the others stay as they were"
                    .formatted(words(asked)));
        }
        messages.add("encoders %s, of %s size, trained through %s on %,d rows; the store keeps them"
                .formatted(
                        report.version(),
                        report.size().word(),
                        report.card().through(),
                        report.card().rows()));
        messages.add("SET encoders = '%s', then GENERATE EMBEDDINGS, makes a generation of them beside the present one"
                .formatted(report.version()));
        return messages;
    }

    PlanNode explain(TrainQuery query) {
        TrainingPlan plan = training.plan(request(query));
        boolean part = plan.trained().size() < Modality.values().length;
        String steps = plan.steps().entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %,d", each.getKey().word(), each.getValue()))
                .collect(Collectors.joining(", "));
        PlanNode read = PlanNode.of(
                "read the days from %s to %s, those before %s as history only; the same in 3 disturbed worlds"
                        .formatted(
                                plan.historyFrom(),
                                plan.period().last(),
                                plan.period().first()));
        PlanNode sample = PlanNode.of(
                "keep %,d of %,d rows, of %,d of %,d days and %,d underlyings; about %s of memory"
                        .formatted(
                                plan.rows(),
                                plan.allRows(),
                                plan.keptDays(),
                                plan.days(),
                                plan.underlyings(),
                                memory(plan.bytes())),
                read);
        List<PlanNode> inputs = new ArrayList<>(List.of(sample));
        if (part) {
            inputs.add(PlanNode.of("take the other encoders from " + plan.others()));
        }
        if (!plan.stopped().isEmpty()) {
            inputs.add(PlanNode.of("go on from a stopped training: " + String.join(", ", plan.stopped())));
        }
        PlanNode train = new PlanNode(
                "train %s encoders of %s size, steps%s: %s; about %s of one core"
                        .formatted(
                                part ? words(plan.trained()) : "all five",
                                plan.size().word(),
                                query.epochs().isPresent() ? " at most" : "",
                                steps,
                                duration(plan.seconds())),
                inputs);
        return PlanNode.of(
                "keep parameters and card under models/<version>, trained through "
                        + plan.period().last(),
                train);
    }

    private TrainingRequest request(TrainQuery query) {
        EncoderSize size = query.size()
                .map(EncoderSize::of)
                .orElseGet(() -> query.modalities().isEmpty()
                        ? EncoderSize.FULL
                        : models.describe(named()).size());
        return new TrainingRequest(
                Set.copyOf(query.modalities()),
                query.during(),
                query.epochs(),
                query.seed().orElse(TrainingRequest.SEED),
                size,
                query.rows().orElse(TrainingRequest.ROWS),
                query.threads().orElse(1),
                query.restart(),
                device(),
                named());
    }

    private static String words(Set<Modality> modalities) {
        return EnumSet.copyOf(modalities).stream().map(Modality::word).collect(Collectors.joining(", "));
    }

    private static String memory(long bytes) {
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static String duration(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (seconds < 120) {
            return seconds + " s";
        }
        return time.toHours() == 0
                ? time.toMinutes() + " min"
                : "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
}
