package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.encoder.ModelCard;
import dev.mvq.runtime.generation.GenerationReport;
import dev.mvq.runtime.vector.Root;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What work came to, as tables and sentences. */
final class Reports {
    private Reports() {}

    /** Seconds by stage, and what was made. */
    static Answer generated(GenerationReport report, EncoderSet encoders, Root root) {
        StringColumn stage = StringColumn.create("stage");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        GenerationReport.StageTimes times = report.times();
        List<String> names = List.of("reading", "features", "encoding", "writing", "indexing", "total");
        List<Duration> spent = List.of(
                times.reading(), times.features(), times.encoding(), times.writing(), times.indexing(), times.total());
        for (int i = 0; i < names.size(); i++) {
            stage.append(names.get(i));
            seconds.append(spent.get(i).toMillis() / 1000.0);
        }
        ModelCard card = encoders.card();
        List<String> messages = new ArrayList<>();
        messages.add("%,d rows of %,d days encoded on %s, %,d days were done already"
                .formatted(report.rows(), report.days(), encoders.device(), report.skipped()));
        if (report.empty() > 0) {
            messages.add("%,d days have none of the rows asked for".formatted(report.empty()));
        }
        messages.add("generation %s holds %,d rows; encoders %s, %s"
                .formatted(
                        report.generation(),
                        report.totalRows(),
                        encoders.version(),
                        card.trained() ? "trained through " + card.through() : "untrained"));
        root.generation()
                .filter(current -> !current.encoderVersion().equals(encoders.version()))
                .ifPresent(current -> messages.add(
                        "questions are answered from %s, of the encoders %s, until this one has its days; SET encoders = '%s' goes on with that one"
                                .formatted(current.name(), current.encoderVersion(), current.encoderVersion())));
        listed("passed their test", report.tested()).ifPresent(messages::add);
        listed("have a checkpoint", report.checkpoints()).ifPresent(messages::add);
        messages.addAll(report.notes());
        return new Answer(Table.create("generation", stage, seconds), messages);
    }

    private static Optional<String> listed(String what, List<Integer> years) {
        return years.isEmpty()
                ? Optional.empty()
                : Optional.of("these years "
                        + what
                        + years.stream().map(String::valueOf).collect(Collectors.joining(", ", ": ", "")));
    }
}
