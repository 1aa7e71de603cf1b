package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Trains encoders on a store's own days, and keeps them in the store. Nothing dated after the period is read. The days are read anew by
 * every run; what was learnt from them is gone on with.
 */
public final class StoreTraining {
    /** Disturbed worlds in which every row is seen beside the real one. */
    static final int WORLDS = 3;

    /** Fewest days with data: a tenth of them, at least two, are held out to see when to stop. */
    static final int LEAST_DAYS = 20;

    /** Fewest different rows learnt from with which an encoder is trained at all. */
    static final int LEAST_EXAMPLES = 64;

    private static final int HISTORY = 260;
    private static final String SOURCE = "store";
    private static final String NAME = "store-trained";
    private static final String HOME = "comprehensive_vectors/training/";

    private final MarketArchive archive;
    private final ObjectStore store;
    private final EncoderModels models;
    private final TradingCalendar calendar;
    private final Progress progress;
    private final Duration every;

    /** @param progress hears how it goes */
    public StoreTraining(
            MarketArchive archive,
            ObjectStore store,
            EncoderModels models,
            TradingCalendar calendar,
            Progress progress) {
        this(archive, store, models, calendar, progress, TrainingCheckpoints.EVERY);
    }

    /** @param every least time between two checkpoints of a network */
    StoreTraining(
            MarketArchive archive,
            ObjectStore store,
            EncoderModels models,
            TradingCalendar calendar,
            Progress progress,
            Duration every) {
        this.archive = archive;
        this.store = store;
        this.models = models;
        this.calendar = calendar;
        this.progress = progress;
        this.every = every;
    }

    /**
     * What {@link #train} would do; reads no more than how many rows there are.
     *
     * @throws MvqException where there are too few days or rows, or the others' networks are of another size
     */
    public TrainingPlan plan(TrainingRequest request) {
        Job job = new Job(request);
        return job.plan();
    }

    /**
     * Trains, keeps the encoders in the store, and removes what it kept on the way.
     *
     * @throws MvqException as {@link #plan}; where the thread was interrupted, after what is learnt was kept
     */
    public TrainingReport train(TrainingRequest request) {
        Job job = new Job(request);
        job.cost().check(request.rows(), Runtime.getRuntime().maxMemory());
        return PyTorch.threads(request.threads(), job::train);
    }

    /** One training, checked. */
    private final class Job {
        private final TrainingRequest request;
        private final NavigableSet<LocalDate> history;
        private final NavigableSet<LocalDate> period;
        private final TrainingSample sample;
        private final Optional<EncoderParameters> others;
        private final TrainingOptions options;
        private final List<String> notes = new ArrayList<>();

        Job(TrainingRequest request) {
            this.request = request;
            NavigableSet<LocalDate> sessions = new TreeSet<>(archive.days());
            sessions.removeIf(day -> !calendar.covers(day) || !calendar.isTradingDay(day));
            period = new TreeSet<>(sessions);
            request.during().ifPresent(during -> period.removeIf(day -> !during.contains(day)));
            checkDays(sessions);
            LocalDate first = calendar.minusSessions(period.first(), HISTORY - 1);
            history = sessions.subSet(first, true, period.last(), true);
            sample = TrainingSample.of(archive.census(new DateRange(period.first(), period.last())), request.rows());
            checkRows();
            others = others();
            options = TrainingOptions.standard(request.seed());
        }

        private void checkDays(NavigableSet<LocalDate> sessions) {
            String there = sessions.isEmpty()
                    ? "IMPORT 'files' or IMPORT SIMULATED brings some"
                    : "there is data from %s to %s".formatted(sessions.first(), sessions.last());
            if (period.isEmpty()) {
                throw new MvqException(
                        request.during()
                                .map(during -> "no market data in " + during)
                                .orElse("the store has no market data"),
                        there);
            }
            if (period.size() < LEAST_DAYS) {
                throw new MvqException(
                        "%d days are too few to train on: it takes %d, of which the last tenth is held out to see when to stop"
                                .formatted(period.size(), LEAST_DAYS),
                        there + (period.size() < sessions.size() ? ": a longer period" : ""));
            }
        }

        private void checkRows() {
            if (sample.rows() < TrainingRequest.LEAST_ROWS) {
                throw new MvqException(
                        "%,d rows are too few to train on: it takes %d, two batches"
                                .formatted(sample.rows(), TrainingRequest.LEAST_ROWS),
                        sample.all() > sample.rows() ? "a greater number of rows: WITH (rows = …)" : "a longer period");
            }
        }

        /** The encoders whose parameters are kept where they are not trained; none where all are trained and the size is another. */
        private Optional<EncoderParameters> others() {
            boolean all = request.trained().containsAll(EnumSet.allOf(Modality.class));
            EncoderParameters parameters = models.parameters(request.others());
            boolean fit = parameters.schema().equals(InputSchema.current())
                    && parameters.size().equals(request.size());
            if (!fit && !all) {
                throw new MvqException(
                        parameters.schema().equals(InputSchema.current())
                                ? "the encoders in use are of %s size, and those to train of %s size: they cannot be mixed"
                                        .formatted(
                                                parameters.size().word(),
                                                request.size().word())
                                : "the encoders in use were made for other features than this build of mvq computes",
                        "leave ON out, and all five are trained");
            }
            return fit ? Optional.of(parameters) : Optional.empty();
        }

        TrainingCost cost() {
            return TrainingCost.of(sample.rows(), Math.ceilDiv(sample.all(), period.size()));
        }

        TrainingPlan plan() {
            TreeMap<Modality, Integer> steps = new TreeMap<>();
            request.trained()
                    .forEach(modality -> steps.put(
                            modality,
                            request.epochs().isPresent()
                                    ? EncoderTrainer.stepsOf(
                                            request.epochs().getAsInt(), (int) sample.rows(), options.batch())
                                    : options.steps().getOrDefault(modality, 0)));
            return new TrainingPlan(
                    new DateRange(period.first(), period.last()),
                    period.size(),
                    history.first(),
                    sample.days().size(),
                    sample.underlyings().size(),
                    sample.rows(),
                    sample.all(),
                    request.trained(),
                    steps,
                    request.size(),
                    cost().bytes(),
                    TrainingCost.seconds(steps, request.size()),
                    request.trained().size() == Modality.values().length
                            ? ""
                            : others.map(EncoderParameters::version).orElse(""),
                    request.restart() ? List.of() : stopped());
        }

        private List<String> stopped() {
            return store.list(HOME).isEmpty() ? List.of() : checkpoints().standing();
        }

        TrainingReport train() {
            TrainingCheckpoints checkpoints = checkpoints();
            if (request.restart()) {
                checkpoints.clear();
            }
            TrainingSet set = new TrainingSet(gathered());
            Set<Modality> trained = worthTraining(set);
            TrainedEncoders made = new EncoderTrainer(InputSchema.current(), request.size(), options, request.epochs())
                    .train(
                            NAME,
                            set,
                            new TrainedPart(trained, others),
                            request.device(),
                            progress,
                            Optional.of(checkpoints));
            EncoderParameters parameters = new EncoderParameters(
                    card(made.parameters().card(), trained),
                    made.parameters().schema(),
                    made.parameters().size(),
                    made.parameters().tensors());
            String version = models.keep(parameters);
            checkpoints.clear();
            Map<Modality, TrainingReport.Line> lines = new EnumMap<>(Modality.class);
            Stream.of(Modality.values()).forEach(each -> lines.put(each, TrainingReport.Line.untrained(each)));
            made.lines().forEach(line -> lines.put(line.modality(), TrainingReport.Line.of(line)));
            return new TrainingReport(version, parameters.card(), request.size(), List.copyOf(lines.values()), notes);
        }

        /** Modalities with enough rows; the others keep what they had. */
        private Set<Modality> worthTraining(TrainingSet set) {
            EnumSet<Modality> worth = EnumSet.noneOf(Modality.class);
            for (Modality modality : request.trained()) {
                int rows = set.learning(modality);
                if (rows >= LEAST_EXAMPLES) {
                    worth.add(modality);
                } else {
                    notes.add(
                            "%s was not trained, for %d rows to learn from have it, and it takes %d; its parameters %s"
                                    .formatted(
                                            modality.word(),
                                            rows,
                                            LEAST_EXAMPLES,
                                            others.map(from -> "are those of " + from.version())
                                                    .orElse("stay as they start")));
                }
            }
            if (worth.isEmpty() || (!request.modalities().isEmpty() && !worth.containsAll(request.modalities()))) {
                throw new MvqException(
                        "too few rows of the period have what was asked for: " + String.join("; ", notes),
                        "DESCRIBE a contract shows which embeddings it can have; a longer period may have more");
            }
            return worth;
        }

        private List<TrainingDay> gathered() {
            TrainingData data = new TrainingData(request.seed(), WORLDS);
            progress.begin("reading", history.size(), "days");
            try {
                int[] done = new int[1];
                Stream<MarketDay> days = history.stream().map(day -> {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new MvqException(
                                "training was stopped at the reading of " + day,
                                "the same statement reads the days again");
                    }
                    progress.advance(done[0], day.toString());
                    done[0]++;
                    return chosen(archive.read(day).orElseGet(() -> new MarketDay(day, List.of(), List.of())));
                });
                data.add(SOURCE, days, sample.days()::contains, sample.perUnderlying());
                progress.advance(done[0], "");
            } finally {
                progress.end();
            }
            return data.days().stream().filter(day -> day.batch().size() > 0).toList();
        }

        private MarketDay chosen(MarketDay day) {
            return new MarketDay(
                    day.date(),
                    day.bars().stream()
                            .filter(bar -> sample.underlyings().contains(bar.underlyingId()))
                            .toList(),
                    day.options().stream()
                            .filter(quote -> sample.underlyings().contains(quote.underlyingId()))
                            .toList());
        }

        /** What is known of all five: of those that were not trained, too. */
        private ModelCard card(ModelCard own, Set<Modality> trained) {
            Map<String, Integer> steps = new TreeMap<>(own.steps());
            Map<String, Double> losses = new TreeMap<>(own.loss());
            Map<String, Double> noise = new TreeMap<>(own.noise());
            List<String> remarks = new ArrayList<>(own.notes());
            remarks.add(options.text()
                    + request.epochs().stream()
                            .mapToObj(", epochs %d in place of the steps"::formatted)
                            .findFirst()
                            .orElse(""));
            String through = period.last().toString();
            boolean some = trained.size() < Modality.values().length;
            if (some && others.isPresent()) {
                ModelCard before = others.get().card();
                String version = others.get().version();
                for (Modality modality : EnumSet.complementOf(EnumSet.copyOf(trained))) {
                    String word = modality.word();
                    Optional.ofNullable(before.steps().get(word)).ifPresent(count -> steps.put(word, count));
                    Optional.ofNullable(before.loss().get(word)).ifPresent(loss -> losses.put(word, loss));
                    Optional.ofNullable(before.noise().get(word)).ifPresent(each -> noise.put(word, each));
                    remarks.add("%s: parameters of %s, %s"
                            .formatted(
                                    word,
                                    version,
                                    before.trained() ? "trained through " + before.through() : "untrained"));
                }
                through = before.through().compareTo(through) > 0 ? before.through() : through;
            }
            return new ModelCard(
                    own.name(), own.sources(), through, own.seed(), own.rows(), steps, losses, noise, remarks);
        }

        private TrainingCheckpoints checkpoints() {
            return new TrainingCheckpoints(store, HOME + identity() + "/", every, progress);
        }

        /** Of everything the outcome depends on: a training that differs in any of it is another one. */
        private String identity() {
            StringBuilder text = new StringBuilder();
            text.append(EncoderTrainer.CODE_VERSION).append(' ').append(options.text());
            text.append('\n').append(request.epochs()).append(' ').append(request.size());
            text.append('\n')
                    .append(new TreeSet<>(request.modalities()))
                    .append(' ')
                    .append(request.rows());
            text.append('\n').append(request.threads()).append(' ').append(request.device());
            text.append('\n').append(others.map(EncoderParameters::version).orElse(""));
            text.append('\n').append(InputSchema.current());
            text.append('\n').append(period.first()).append(' ').append(WORLDS);
            history.forEach(day -> text.append('\n')
                    .append(day)
                    .append(' ')
                    .append(archive.etag(day).orElse("")));
            return Checksum.of(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
