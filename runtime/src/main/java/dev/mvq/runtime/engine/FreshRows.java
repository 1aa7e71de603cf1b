package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.Catalogue;
import dev.mvq.runtime.storage.CatalogueEntry;
import dev.mvq.runtime.storage.MarketArchive;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Embeddings of rows that no generation holds, made for one question as GENERATE would make them: from the same window of the same days,
 * so that a row encoded here and one encoded there are alike but for the rounding of what is stored.
 */
final class FreshRows implements GivenMarket.Identity {
    /** Days whose rows are held at a time. */
    private static final int DAYS_AT_ONCE = 16;

    private final MarketArchive archive;
    private final Catalogue catalogue;
    private final TradingCalendar calendar;
    private final Function<String, EncoderSet> encoders;

    /** @param encoders the encoders of that version, for the caller to close; throws MvqException where there are none */
    FreshRows(
            MarketArchive archive,
            Catalogue catalogue,
            TradingCalendar calendar,
            Function<String, EncoderSet> encoders) {
        this.archive = archive;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.encoders = encoders;
    }

    /** Days with market data. */
    NavigableSet<LocalDate> days() {
        return archive.days();
    }

    /** Whether the store has market data of it on the day. */
    boolean has(Instrument instrument, LocalDate day) {
        return archive.read(List.of(day), Set.of(underlyingId(instrument))).stream()
                .map(DayRows::of)
                .anyMatch(rows -> IntStream.range(0, rows.size())
                        .anyMatch(row -> rows.instrument(row).equals(instrument)));
    }

    /**
     * The rows of these instruments on a day.
     *
     * @param given rows in place of the store's own
     * @param version of the encoders
     * @throws MvqException where one has no market data on the day
     */
    List<Subjects.Found> encode(
            List<Instrument> instruments, LocalDate day, Optional<GivenMarket> given, String version) {
        Set<String> underlyings = instruments.stream().map(this::underlyingId).collect(Collectors.toSet());
        NavigableSet<LocalDate> days = new TreeSet<>(archive.days());
        given.ifPresent(market -> days.addAll(market.days()));
        LocalDate first = calendar.minusSessions(day, FeatureHistory.WARM_UP_DAYS - 1);
        FeatureHistory history = new FeatureHistory(calendar);
        MarketDay newest = new MarketDay(day, List.of(), List.of());
        List<LocalDate> window = List.copyOf(days.subSet(first, true, day, true));
        for (int from = 0; from < window.size(); from += DAYS_AT_ONCE) {
            for (MarketDay stored :
                    read(window.subList(from, Math.min(window.size(), from + DAYS_AT_ONCE)), underlyings)) {
                newest = given.map(market -> market.over(stored, this).only(underlyings))
                        .orElse(stored);
                history.accept(newest);
            }
        }
        return encoded(instruments, newest, history, version);
    }

    /** What the store has of the underlyings on each of the days, nothing where it has none. */
    private List<MarketDay> read(List<LocalDate> days, Set<String> underlyings) {
        Map<LocalDate, MarketDay> stored =
                archive.read(days, underlyings).stream().collect(Collectors.toMap(MarketDay::date, each -> each));
        return days.stream()
                .map(each -> stored.getOrDefault(each, new MarketDay(each, List.of(), List.of())))
                .toList();
    }

    private List<Subjects.Found> encoded(
            List<Instrument> instruments, MarketDay day, FeatureHistory history, String version) {
        DayRows rows = DayRows.of(day);
        Map<Instrument, Integer> numbers = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            numbers.put(rows.instrument(row), row);
        }
        List<FeatureBatch> features = new ArrayList<>();
        for (Instrument instrument : instruments) {
            Integer row = numbers.get(instrument);
            if (row == null) {
                throw new MvqException(
                        "%s has no market data on %s".formatted(instrument.name(), day.date()),
                        known(instrument)
                                .map(entry -> "it has data from %s to %s".formatted(entry.firstDay(), entry.lastDay()))
                                .orElse(""));
            }
            features.add(history.extract(day, row, row + 1));
        }
        try (EncoderSet set = encoders.apply(version)) {
            DayEmbeddings embeddings = set.encode(FeatureRows.concat(features));
            List<Subjects.Found> found = new ArrayList<>();
            for (int i = 0; i < instruments.size(); i++) {
                Instrument instrument = instruments.get(i);
                String lineage = instrument instanceof Contract contract ? lineage(contract) : underlyingId(instrument);
                found.add(new Subjects.Fresh(instrument, day.date(), underlyingId(instrument), lineage, embeddings, i));
            }
            return found;
        }
    }

    private Optional<CatalogueEntry> known(Instrument instrument) {
        return switch (instrument) {
            case Contract contract -> catalogue.find(contract);
            case Stock stock -> catalogue.find(stock);
        };
    }

    /** As the catalogue has it; of a contract it has not, that of the stock its root names. */
    @Override
    public String underlyingId(Instrument instrument) {
        return known(instrument)
                .or(() -> catalogue.find(new Stock(instrument.root())))
                .map(CatalogueEntry::underlyingId)
                .orElse(instrument.root());
    }

    @Override
    public String lineage(Contract contract) {
        return known(contract).map(CatalogueEntry::lineage).orElse(contract.name());
    }
}
