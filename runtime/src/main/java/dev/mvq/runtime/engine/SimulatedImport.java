package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.InOrder;
import dev.mvq.runtime.simulation.PlantedMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.delivery.Delivered;
import dev.mvq.runtime.simulation.delivery.DeliveryChoice;
import dev.mvq.runtime.simulation.delivery.IntradayFiles;
import dev.mvq.runtime.simulation.delivery.RawArea;
import dev.mvq.runtime.simulation.delivery.RawDelivery;
import dev.mvq.runtime.simulation.delivery.RawFile;
import dev.mvq.runtime.simulation.delivery.RawForm;
import dev.mvq.runtime.simulation.delivery.TruthFile;
import dev.mvq.runtime.simulation.planting.DayTruth;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code IMPORT SIMULATED}. Days are made on all cores and written one after the other, each whole, its truth last: what is
 * interrupted leaves whole days.
 */
final class SimulatedImport {
    private final ObjectStore store;
    private final Consumer<MarketDay> archive;
    private final Progress progress;
    private final SimulationOptions options;
    private final PlantedMarket market;
    private final TruthFile truths;
    private final @Nullable RawDelivery delivery;
    private final Set<LocalDate> intraday;

    private final MadeCount count = new MadeCount();
    private final TreeSet<String> folders = new TreeSet<>();
    private long files;
    /** Days of which the form carries nothing: those with bars only, where bars ride on options. */
    private long left;

    private long planted;
    private long nearMisses;
    private long anomalies;
    private long flaws;

    /** A day ready to be written. */
    private record Ready(MarketDay day, DayTruth truth, Optional<Delivered> delivered, List<RawFile> intraday) {}

    /** @param archive takes canonical days */
    SimulatedImport(ObjectStore store, Consumer<MarketDay> archive, Progress progress, SimulationOptions options) {
        this.store = store;
        this.archive = archive;
        this.progress = progress;
        this.options = options;
        this.market = new PlantedMarket(options);
        this.truths = new TruthFile(store);
        DeliveryChoice choice = options.delivery();
        List<LocalDate> days = market.optionDays();
        this.delivery = choice.form()
                .map(form -> new RawDelivery(options.seed(), form, choice.flaws(), days))
                .orElse(null);
        this.intraday = Set.copyOf(days.subList(days.size() - choice.intraday(), days.size()));
    }

    Answer run() {
        List<LocalDate> sessions = market.sessions();
        progress.begin("making a market", sessions.size(), "days");
        try {
            InOrder.holding(options.contractsPerDay()).each(sessions, this::ready, this::write);
        } finally {
            progress.end();
        }
        return new Answer(count.table(), messages());
    }

    private Ready ready(LocalDate date) {
        PlantedMarket.Day made = market.day(date);
        Optional<Delivered> delivered =
                Optional.ofNullable(delivery).map(form -> form.deliver(made.day(), () -> before(date)));
        DayTruth truth = delivered.map(Delivered::flaws).map(made.truth()::with).orElse(made.truth());
        List<RawFile> within = intraday.contains(date) ? intraday(date) : List.of();
        return new Ready(made.day(), truth, delivered, within);
    }

    private MarketDay before(LocalDate date) {
        int index = market.sessions().indexOf(date);
        return index > 0
                ? market.day(market.sessions().get(index - 1)).day()
                : new MarketDay(date, List.of(), List.of());
    }

    private List<RawFile> intraday(LocalDate date) {
        return market.intraday(date).entrySet().stream()
                .map(chain -> IntradayFiles.of(date, chain.getKey(), chain.getValue().stream()))
                .toList();
    }

    private void write(Ready ready) {
        truths.forget(ready.day.date());
        if (ready.delivered.isPresent()) {
            Delivered delivered = ready.delivered.get();
            replace(delivered.folder(), delivered.files());
            folders.add(folder(ready.day.date()));
            files += delivered.files().size();
            left += ready.day.options().isEmpty() && delivered.files().isEmpty() ? 1 : 0;
        } else {
            archive.accept(ready.day);
        }
        if (!ready.intraday.isEmpty()) {
            replace(IntradayFiles.folder(ready.day.date()), ready.intraday);
        }
        truths.write(ready.truth);
        count(ready);
        progress.advance(count.days(), ready.day.date().toString());
    }

    private String folder(LocalDate date) {
        return RawArea.folder(date, options.delivery().form().map(RawForm::word).orElse(""));
    }

    /** Puts the files in place of all that lay in the folder. */
    private void replace(String folder, List<RawFile> now) {
        Set<String> keys = now.stream().map(RawFile::key).collect(Collectors.toSet());
        store.list(folder + "/").stream()
                .map(ObjectInfo::key)
                .filter(key -> !keys.contains(key))
                .forEach(store::delete);
        now.forEach(file -> file.write(store));
    }

    private void count(Ready ready) {
        count.add(ready.day);
        planted += ready.truth.arbitrage().size();
        nearMisses += ready.truth.nearMisses().size();
        anomalies += ready.truth.anomalies().size();
        flaws += ready.truth.flaws().size();
    }

    private List<String> messages() {
        List<String> messages = new ArrayList<>();
        messages.add(count.summary());
        if (options.planted().arbitrage()
                                + options.planted().nearMisses()
                                + options.planted().anomalies()
                        > 0
                || options.delivery().flaws() > 0) {
            messages.add("planted: %s, %s, %s, %s"
                    .formatted(
                            of(planted, options.planted().arbitrage(), "arbitrage"),
                            of(nearMisses, options.planted().nearMisses(), "near-misses"),
                            of(anomalies, options.planted().anomalies(), "anomalies"),
                            of(flaws, options.delivery().flaws(), "flaws")));
        }
        messages.add("the truth of each day is in " + truths.location());
        if (!folders.isEmpty()) {
            if (left > 0) {
                messages.add("%,d days have bars only, which this form does not carry".formatted(left));
            }
            messages.add("%,d files written, no day is in the market yet; to read them:".formatted(files));
            folders.forEach(folder -> messages.add("IMPORT '" + store.location() + "/" + folder + "/**/*.csv'"));
        }
        if (!intraday.isEmpty()) {
            messages.add("quotes within the last %,d days are in %s/%s"
                    .formatted(
                            intraday.size(),
                            store.location(),
                            RawArea.folder(market.sessions().getLast(), "intraday")));
        }
        return messages;
    }

    private static String of(long done, long asked, String what) {
        return done == asked ? "%,d %s".formatted(done, what) : "%,d of %,d %s".formatted(done, asked, what);
    }
}
