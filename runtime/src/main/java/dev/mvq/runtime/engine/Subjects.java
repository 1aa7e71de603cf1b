package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.index.SubjectRow;
import dev.mvq.runtime.index.SubjectVector;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.storage.Catalogue;
import dev.mvq.runtime.storage.CatalogueEntry;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentRows;
import dev.mvq.runtime.vector.VectorMatrix;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the rows that a query's subjects stand for, and the vectors to search with. */
final class Subjects {
    private static final int NEAREST = 5;

    private final Generation generation;
    private final Catalogue catalogue;
    private final Days days;
    private final FreshRows fresh;

    Subjects(Generation generation, Catalogue catalogue, Days days, FreshRows fresh) {
        this.generation = generation;
        this.catalogue = catalogue;
        this.days = days;
        this.fresh = fresh;
    }

    /** A subject's row. */
    sealed interface Found {
        Instrument instrument();

        LocalDate day();

        /** Who it is, for what may not answer. */
        SubjectRow row();

        /** Bits of the modalities it has. */
        int present();

        /** The vector of a modality that it has. */
        void read(Modality modality, float[] into);
    }

    /** A row of the generation. */
    record Stored(Instrument instrument, Segment segment, int ordinal) implements Found {
        @Override
        public LocalDate day() {
            return segment.date(ordinal);
        }

        @Override
        public SubjectRow row() {
            SegmentRows rows = segment.narrow();
            return new SubjectRow(
                    rows.underlyingId(rows.underlying(ordinal)), rows.lineageName(rows.lineage(ordinal)), day());
        }

        @Override
        public int present() {
            return segment.narrow().present(ordinal);
        }

        @Override
        public void read(Modality modality, float[] into) {
            VectorMatrix matrix = segment.matrix(modality);
            matrix.prepare(ordinal);
            matrix.read(ordinal, into);
        }
    }

    /** A row that was encoded for this question: the {@code at}-th of those encoded with it. */
    record Fresh(
            Instrument instrument, LocalDate day, String underlyingId, String lineage, DayEmbeddings embeddings, int at)
            implements Found {
        @Override
        public SubjectRow row() {
            return new SubjectRow(underlyingId, lineage, day);
        }

        @Override
        public int present() {
            return embeddings.present()[at];
        }

        @Override
        public void read(Modality modality, float[] into) {
            System.arraycopy(embeddings.of(modality), at * modality.dimension(), into, 0, into.length);
        }
    }

    /**
     * The rows of the subjects; of a day that has market data and no embedding, encoded here.
     *
     * @throws MvqException where one is unknown, has no data on the day, or lacks an asked modality
     */
    List<Found> find(SimilarQuery query, List<String> messages) {
        int present = query.on().stream().mapToInt(on -> on.modality().bit()).reduce(0, (a, b) -> a | b);
        Optional<LocalDate> day = query.at().map(at -> days.session(at, known(query), "embeddings", messages));
        List<Found> found = new ArrayList<>(given(query, day, messages));
        for (Instrument subject : query.subjects()) {
            if (!isGiven(query, subject)) {
                found.add(day.map(at -> on(subject, at, query, messages))
                        .orElseGet(() -> newest(subject, present, query, messages)));
            }
        }
        if (query.allowMissing()) {
            sayMissing(found, query.on(), messages);
        } else {
            found.forEach(row -> requirePresent(row, query.on()));
        }
        if (query.at().isEmpty()) {
            messages.add(found.stream()
                    .map(row -> row.instrument().name() + " as of " + row.day())
                    .collect(Collectors.joining(", ")));
        }
        return found;
    }

    /** Days that could answer: of an earlier generation its own, else every day with market data too. */
    private NavigableSet<LocalDate> known(SimilarQuery query) {
        NavigableSet<LocalDate> known = new TreeSet<>(generation.days());
        if (query.asOf().isEmpty()) {
            known.addAll(fresh.days());
        }
        query.given().forEach(market -> known.addAll(market.days()));
        return known;
    }

    private static boolean isGiven(SimilarQuery query, Instrument subject) {
        return query.given().stream().anyMatch(market -> market.has(subject));
    }

    /** The subjects that the question brings the market data of. */
    private List<Found> given(SimilarQuery query, Optional<LocalDate> at, List<String> messages) {
        List<Found> found = new ArrayList<>();
        for (GivenMarket market : query.given()) {
            LocalDate day = days.session(at.orElse(market.days().last()), market.days(), "rows of the Table", messages);
            List<Instrument> subjects =
                    query.subjects().stream().filter(market::has).toList();
            for (Instrument subject : subjects) {
                if (!market.has(subject, day)) {
                    throw new MvqException(
                            "the Table has no row of %s on %s".formatted(subject.name(), day),
                            Days.neighbours(day, market.days()));
                }
            }
            found.addAll(fresh.encode(subjects, day, Optional.of(market), generation.encoderVersion()));
            if (!market.unused().isEmpty()) {
                messages.add(
                        "columns that say nothing of a market are not used: " + String.join(", ", market.unused()));
            }
            messages.add("encoded from the Table: " + names(subjects) + " on " + day);
        }
        return found;
    }

    private static String names(List<Instrument> instruments) {
        return instruments.size() > NEAREST
                ? "%s and %d more".formatted(instruments.getFirst().name(), instruments.size() - 1)
                : instruments.stream().map(Instrument::name).collect(Collectors.joining(", "));
    }

    private Found encoded(Instrument subject, LocalDate day, List<String> messages) {
        Found row = fresh.encode(List.of(subject), day, Optional.empty(), generation.encoderVersion())
                .getFirst();
        messages.add(
                "%s has no stored embedding on %s: it is encoded for this question".formatted(subject.name(), day));
        return row;
    }

    /** One of the modalities that count is enough, in one of the subjects; which are missing is said. */
    private static void sayMissing(List<Found> found, List<WeightedModality> on, List<String> messages) {
        List<String> missing = on.stream()
                .filter(each -> having(found, each.modality()).isEmpty())
                .map(each -> each.modality().word())
                .toList();
        boolean any = on.stream()
                .anyMatch(each ->
                        each.weight() > 0 && !having(found, each.modality()).isEmpty());
        if (!any) {
            requirePresent(found.getFirst(), on);
        }
        if (!missing.isEmpty()) {
            String names = found.stream().map(row -> row.instrument().name()).collect(Collectors.joining(", "));
            messages.add("%s has no %s embedding: it counts as 0".formatted(names, String.join(", ", missing)));
        }
    }

    private static List<Found> having(List<Found> subjects, Modality modality) {
        return subjects.stream().filter(row -> modality.in(row.present())).toList();
    }

    /** The mean of the subjects' embeddings, by modality; of those that have it. */
    static List<SubjectVector> vectors(List<Found> subjects, List<WeightedModality> on) {
        List<SubjectVector> vectors = new ArrayList<>();
        for (WeightedModality each : on) {
            List<Found> having = having(subjects, each.modality());
            vectors.add(
                    having.isEmpty()
                            ? SubjectVector.absent(each)
                            : new SubjectVector(each, mean(having, each.modality())));
        }
        return vectors;
    }

    private static float[] mean(List<Found> subjects, Modality modality) {
        float[] mean = new float[modality.dimension()];
        float[] vector = new float[mean.length];
        for (Found subject : subjects) {
            subject.read(modality, vector);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / subjects.size();
            }
        }
        return mean;
    }

    private Found on(Instrument subject, LocalDate day, SimilarQuery query, List<String> messages) {
        for (Segment segment : generation.segments()) {
            OptionalInt ordinal = segment.ordinal(subject, day);
            if (ordinal.isPresent()) {
                return new Stored(subject, segment, ordinal.getAsInt());
            }
        }
        CatalogueEntry entry = known(subject);
        boolean listed = !day.isBefore(entry.firstDay()) && !day.isAfter(entry.lastDay());
        if (query.asOf().isEmpty() && listed && fresh.has(subject, day)) {
            return encoded(subject, day, messages);
        }
        throw new MvqException(
                subject.name() + " has no row on " + day
                        + (messages.isEmpty() ? "" : " (" + String.join("; ", messages) + ")"),
                "it has data from %s to %s".formatted(entry.firstDay(), entry.lastDay()));
    }

    private Found newest(Instrument subject, int present, SimilarQuery query, List<String> messages) {
        for (int bits : new int[] {present, 0}) {
            Optional<Found> newest = newestOf(subject, bits);
            if (newest.isPresent()) {
                return newest.get();
            }
        }
        CatalogueEntry entry = known(subject);
        if (query.asOf().isEmpty()) {
            return encoded(subject, entry.lastDay(), messages);
        }
        throw new MvqException(
                subject.name() + " has market data but no embedding",
                "GENERATE EMBEDDINGS DURING %s .. %s encodes it".formatted(entry.firstDay(), entry.lastDay()));
    }

    /** A corrected day may lie in another segment than the days around it, so what is found first need not be the newest. */
    private Optional<Found> newestOf(Instrument subject, int present) {
        Optional<Found> newest = Optional.empty();
        List<Segment> lastFirst = generation.segments().stream()
                .filter(segment -> !segment.liveDays().isEmpty())
                .sorted(Comparator.comparing(Subjects::lastDay).reversed())
                .toList();
        for (Segment segment : lastFirst) {
            if (newest.isPresent() && !lastDay(segment).isAfter(newest.get().day())) {
                break;
            }
            OptionalInt ordinal = segment.newest(subject, present);
            if (ordinal.isPresent()) {
                Found found = new Stored(subject, segment, ordinal.getAsInt());
                newest = newest.filter(before -> before.day().isAfter(found.day()))
                        .or(() -> Optional.of(found));
            }
        }
        return newest;
    }

    private static LocalDate lastDay(Segment segment) {
        return segment.liveDays().getLast().date();
    }

    private static void requirePresent(Found row, List<WeightedModality> on) {
        int present = row.present();
        List<String> missing = on.stream()
                .map(WeightedModality::modality)
                .filter(modality -> !modality.in(present))
                .map(Modality::word)
                .toList();
        if (!missing.isEmpty()) {
            String has = Arrays.stream(Modality.values())
                    .filter(modality -> modality.in(present))
                    .map(Modality::word)
                    .collect(Collectors.joining(", "));
            throw new MvqException(
                    "%s has no %s embedding on %s"
                            .formatted(row.instrument().name(), String.join(", ", missing), row.day()),
                    has.isEmpty() ? "it has none that day" : "it has " + has);
        }
    }

    /** What the catalogue knows of an instrument; an unknown one is an error that names the nearest. */
    CatalogueEntry known(Instrument instrument) {
        return known(catalogue, instrument);
    }

    /** As {@link #known(Instrument)}, where nothing was generated yet. */
    static CatalogueEntry known(Catalogue catalogue, Instrument instrument) {
        return switch (instrument) {
            case Contract contract ->
                catalogue.find(contract).orElseThrow(() -> {
                    String near = catalogue.nearest(contract, NEAREST).stream()
                            .map(Contract::name)
                            .collect(Collectors.joining(", "));
                    return unknown("contract", contract.name(), near);
                });
            case Stock stock ->
                catalogue.find(stock).orElseThrow(() -> {
                    boolean optionsOnly = catalogue.roots().contains(stock.ticker());
                    return optionsOnly
                            ? new MvqException(
                                    "there are options on " + stock.ticker() + " but no bars of it", "IMPORT its bars")
                            : unknown(
                                    "ticker",
                                    stock.ticker(),
                                    String.join(", ", catalogue.nearestTickers(stock.ticker(), NEAREST)));
                });
        };
    }

    private static MvqException unknown(String what, String name, String near) {
        return new MvqException(
                "unknown %s %s".formatted(what, name),
                near.isEmpty() ? "SHOW CONTRACTS lists what the store has" : "the nearest listed: " + near);
    }
}
