package dev.mvq.runtime.engine;

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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Finds the rows that a query's subjects stand for, and the vectors to search with. */
final class Subjects {
    private static final int NEAREST = 5;

    private final Generation generation;
    private final Catalogue catalogue;
    private final Days days;

    Subjects(Generation generation, Catalogue catalogue, Days days) {
        this.generation = generation;
        this.catalogue = catalogue;
        this.days = days;
    }

    /** A subject's row. */
    record Found(Instrument instrument, Segment segment, int ordinal) {
        LocalDate day() {
            return segment.date(ordinal);
        }

        SubjectRow row() {
            SegmentRows rows = segment.narrow();
            return new SubjectRow(
                    rows.underlyingId(rows.underlying(ordinal)), rows.lineageName(rows.lineage(ordinal)), day());
        }
    }

    /**
     * The rows of the subjects.
     *
     * @throws MvqException where one is unknown, has no embedding on the day, or lacks an asked modality
     */
    List<Found> find(SimilarQuery query, List<String> messages) {
        int present = query.on().stream().mapToInt(on -> on.modality().bit()).reduce(0, (a, b) -> a | b);
        List<Found> found = new ArrayList<>();
        Optional<LocalDate> day = query.at().map(at -> days.session(at, generation.days(), "embeddings", messages));
        for (Instrument subject : query.subjects()) {
            Found row = day.map(at -> on(subject, at, messages)).orElseGet(() -> newest(subject, present));
            found.add(row);
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
        return subjects.stream()
                .filter(row -> modality.in(row.segment().narrow().present(row.ordinal())))
                .toList();
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
            VectorMatrix matrix = subject.segment().matrix(modality);
            matrix.prepare(subject.ordinal());
            matrix.read(subject.ordinal(), vector);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / subjects.size();
            }
        }
        return mean;
    }

    private Found on(Instrument subject, LocalDate day, List<String> messages) {
        for (Segment segment : generation.segments()) {
            OptionalInt ordinal = segment.ordinal(subject, day);
            if (ordinal.isPresent()) {
                return new Found(subject, segment, ordinal.getAsInt());
            }
        }
        CatalogueEntry entry = known(subject);
        throw new MvqException(
                subject.name() + " has no row on " + day
                        + (messages.isEmpty() ? "" : " (" + String.join("; ", messages) + ")"),
                "it has data from %s to %s".formatted(entry.firstDay(), entry.lastDay()));
    }

    private Found newest(Instrument subject, int present) {
        for (int bits : new int[] {present, 0}) {
            Optional<Found> newest = newestOf(subject, bits);
            if (newest.isPresent()) {
                return newest.get();
            }
        }
        CatalogueEntry entry = known(subject);
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
                Found found = new Found(subject, segment, ordinal.getAsInt());
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
        int present = row.segment().narrow().present(row.ordinal());
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
