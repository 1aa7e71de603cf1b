package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.measure.EmbeddingMeasure;
import dev.mvq.runtime.measure.MeasureReport;
import dev.mvq.runtime.measure.MeasureReport.Line;
import dev.mvq.runtime.measure.MeasuredMarket;
import dev.mvq.runtime.storage.MarketArchive;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Measures encoders on the days of a store. */
final class EmbeddingTest {
    /** Sessions that features look back on. */
    private static final int LOOK_BACK = 260;

    /** Sessions after training that suffice to look for subjects among them only. */
    private static final int ENOUGH_SESSIONS = 20;

    private final MarketArchive archive;
    private final TradingCalendar calendar;
    private final Progress progress;

    EmbeddingTest(MarketArchive archive, TradingCalendar calendar, Progress progress) {
        this.archive = archive;
        this.calendar = calendar;
        this.progress = progress;
    }

    Answer answer(TestEmbeddingsQuery query, EncoderSet encoders) {
        List<String> messages = new ArrayList<>();
        MeasureReport report = report(query, encoders, messages);
        messages.addAll(report.notes());
        return new Answer(table(report), messages);
    }

    /** The figures; messages hears which subjects they are of. */
    MeasureReport report(TestEmbeddingsQuery query, EncoderSet encoders, List<String> messages) {
        NavigableSet<LocalDate> all = new TreeSet<>(archive.days());
        all.removeIf(day -> !calendar.covers(day) || !calendar.isTradingDay(day));
        NavigableSet<LocalDate> measured = new TreeSet<>(all);
        query.during().ifPresent(period -> measured.removeIf(day -> !period.contains(day)));
        if (measured.isEmpty()) {
            throw new MvqException(
                    query.during().map(period -> "no market data in " + period).orElse("the store has no market data"),
                    all.isEmpty()
                            ? "IMPORT 'files' or IMPORT SIMULATED brings some"
                            : "there is data from %s to %s".formatted(all.first(), all.last()));
        }
        NavigableSet<LocalDate> subjects = subjects(measured, encoders, messages);
        DateRange read = new DateRange(calendar.minusSessions(measured.first(), LOOK_BACK - 1), measured.last());
        MeasuredMarket market = MeasuredMarket.of(
                        "store", () -> all.stream().filter(read::contains).flatMap(day -> archive.read(day).stream()))
                .measuring(measured::contains)
                .subjects(subjects::contains);
        return new EmbeddingMeasure(query.options(), progress).measure(encoders, List.of(market));
    }

    /** Days after the encoders' training where there are enough; else all, and it is said. */
    private static NavigableSet<LocalDate> subjects(
            NavigableSet<LocalDate> measured, EncoderSet encoders, List<String> messages) {
        String through = encoders.card().through();
        if (through.isEmpty()) {
            return measured;
        }
        NavigableSet<LocalDate> after = measured.tailSet(LocalDate.parse(through), false);
        if (after.size() >= ENOUGH_SESSIONS) {
            messages.add("subjects are of the %,d days after the encoders' training, which ended with %s"
                    .formatted(after.size(), through));
            return after;
        }
        messages.add("the encoders were trained on data through %s: in_training is the part of the subjects until then"
                .formatted(through));
        return measured;
    }

    private static Table table(MeasureReport report) {
        StringColumn task = StringColumn.create("task");
        StringColumn measure = StringColumn.create("measure");
        StringColumn modality = StringColumn.create("modality");
        StringColumn rival = StringColumn.create("best_other");
        DoubleColumn lead = DoubleColumn.create("lead");
        DoubleColumn leadReach = DoubleColumn.create("lead_interval");
        IntColumn subjects = IntColumn.create("subjects");
        IntColumn rows = IntColumn.create("rows");
        DoubleColumn training = DoubleColumn.create("in_training");
        for (Line line : report.lines()) {
            task.append(line.task());
            measure.append(line.measure());
            modality.append(line.modality().word());
            rival.append(line.bestRival());
            append(lead, line.lead().value());
            append(leadReach, line.lead().reach());
            subjects.append(line.subjects());
            rows.append(line.rows());
            training.append(line.inTraining());
        }
        Table table = Table.create("test", task, measure, modality);
        columns(report).forEach(table::addColumns);
        return table.addColumns(lead, leadReach, rival, subjects, rows, training);
    }

    /** Ours with half its interval, then a column a method. */
    private static List<DoubleColumn> columns(MeasureReport report) {
        List<DoubleColumn> columns = new ArrayList<>();
        DoubleColumn reach = DoubleColumn.create("interval");
        report.lines()
                .forEach(line -> append(
                        reach,
                        line.of(MeasureReport.OURS)
                                .map(MeasureReport.Figure::reach)
                                .orElse(Double.NaN)));
        for (String method : MeasureReport.METHODS) {
            DoubleColumn column = DoubleColumn.create(method);
            report.lines()
                    .forEach(line -> append(
                            column,
                            line.of(method).map(MeasureReport.Figure::value).orElse(Double.NaN)));
            columns.add(column);
        }
        columns.add(1, reach);
        return columns;
    }

    private static void append(DoubleColumn column, double value) {
        if (Double.isNaN(value)) {
            column.appendMissing();
        } else {
            column.append(value);
        }
    }
}
