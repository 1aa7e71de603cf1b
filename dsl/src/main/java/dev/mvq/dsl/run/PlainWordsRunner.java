package dev.mvq.dsl.run;

import dev.mvq.dsl.Output;
import dev.mvq.dsl.PlainWords;
import dev.mvq.dsl.PlainWords.Question;
import dev.mvq.dsl.PlainWords.Reading;
import dev.mvq.dsl.PlainWords.Understanding;
import dev.mvq.dsl.Surroundings;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.runtime.engine.Mvq;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Supplier;

/** ASK: the one statement that plain words mean, or why there is none. */
final class PlainWordsRunner {
    private static final int TICKERS = 100_000;

    private final Supplier<? extends Mvq> engine;
    private final Surroundings surroundings;
    private final Supplier<LocalDate> today;
    private final Output output;

    PlainWordsRunner(
            Supplier<? extends Mvq> engine, Surroundings surroundings, Supplier<LocalDate> today, Output output) {
        this.engine = engine;
        this.surroundings = surroundings;
        this.today = today;
        this.output = output;
    }

    /** The statement; two that are close are both shown, and it is asked which. */
    String understand(Plan.Ask ask) {
        PlainWords words = surroundings
                .words()
                .orElseThrow(
                        () -> new PlacedFailure(Diagnostic.of(ask.place(), "plain words are not understood here")));
        Understanding understood = words.read(new Question(ask.words(), today.get(), this::days, this::tickers));
        List<Reading> readings = understood.readings();
        if (readings.isEmpty()) {
            String nearest = understood.nearest().isEmpty() ? "" : "nearest is: " + understood.nearest();
            throw new PlacedFailure(Diagnostic.of(ask.place(), understood.reason(), nearest));
        }
        if (readings.size() > 1) {
            readings.forEach(reading -> output.message(reading.statement()));
            throw new PlacedFailure(Diagnostic.of(
                    ask.place(), "this can mean " + readings.size() + " things", "type the statement that is meant"));
        }
        return readings.getFirst().statement();
    }

    private List<LocalDate> days() {
        NavigableSet<LocalDate> days = engine.get().days();
        return days.isEmpty() ? List.of() : List.of(days.first(), days.last());
    }

    private List<String> tickers() {
        return engine.get().complete("", TICKERS).stream()
                .filter(name -> name.indexOf('_') < 0)
                .toList();
    }
}
