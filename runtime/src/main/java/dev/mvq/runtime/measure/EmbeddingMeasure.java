package dev.mvq.runtime.measure;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.measure.Task.Judged;
import dev.mvq.runtime.simulation.MadeMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures encoders on markets, beside baselines, over several seeds. */
public final class EmbeddingMeasure {
    /** A pool with less than this part of the rows asked for is noted: draws overlap a little. */
    private static final double FULL = 0.9;

    private final MeasureOptions options;
    private final Progress progress;

    /** @param progress hears of every modality of every pool */
    public EmbeddingMeasure(MeasureOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Everything there is to say; tasks that lack data are named in the notes. */
    public MeasureReport measure(EncoderSet encoders, List<MeasuredMarket> markets) {
        Tally tally = new Tally();
        List<Task> tasks = tasks();
        int steps = markets.size() * options.seeds().size() * Modality.values().length;
        progress.begin("measuring", steps, "tables");
        try (Workers workers = new Workers(options.threads())) {
            int done = 0;
            for (MeasuredMarket market : markets) {
                List<Drawing> drawings = Drawing.of(market, options);
                for (int i = 0; i < drawings.size(); i++) {
                    long seed = options.seeds().get(i);
                    new Round(encoders, market, seed, tasks, tally, workers).run(drawings.get(i), done);
                    done += Modality.values().length;
                }
            }
            progress.advance(done, "measured");
        } finally {
            progress.end();
        }
        return tally.report(
                markets.stream().map(MeasuredMarket::name).toList(),
                Stream.concat(tasks.stream().map(Task::name), Stream.of(FusedTwins.NAME, FusedTwins.BESIDE))
                        .distinct()
                        .toList());
    }

    private List<Task> tasks() {
        List<Task> tasks =
                new ArrayList<>(List.of(new TwinsTask(), new AgreementTask(), new PathsTask(), new OutcomeTask()));
        options.crises().forEach(crisis -> tasks.add(new CrisisTask(crisis)));
        tasks.add(new LatentTask());
        tasks.add(new ProbeTask());
        return tasks;
    }

    /** One market under one seed. */
    private final class Round {
        private final EncoderSet encoders;
        private final MeasuredMarket market;
        private final long seed;
        private final List<Task> tasks;
        private final Tally tally;
        private final Workers workers;
        private final Bootstrap bootstrap;

        Round(EncoderSet encoders, MeasuredMarket market, long seed, List<Task> tasks, Tally tally, Workers workers) {
            this.encoders = encoders;
            this.market = market;
            this.seed = seed;
            this.tasks = tasks;
            this.tally = tally;
            this.workers = workers;
            this.bootstrap = new Bootstrap(options.resamples(), seed);
        }

        void run(Drawing drawing, int done) {
            progress.advance(done, "%s, seed %d: rows".formatted(market.name(), seed));
            Pool pool = PoolGathering.gather(market, options, drawing, workers);
            if (pool.subjects().length == 0) {
                tally.note("%s: no rows to measure on".formatted(market.name()));
                return;
            }
            if (pool.places().size() < FULL * options.rows()) {
                tally.note("%s has %,d rows; %,d were asked for"
                        .formatted(market.name(), pool.places().size(), options.rows()));
            }
            if (pool.places().stream().anyMatch(place -> place.source().equals(MadeMarket.SOURCE))) {
                tally.note(QuoteFlag.MADE_NOTICE);
            }
            EncoderMethod ours = new EncoderMethod(MeasureReport.OURS, encoders, pool, workers);
            EncoderMethod untrained;
            try (EncoderSet restarted = encoders.restarted(seed)) {
                untrained = new EncoderMethod("untrained", restarted, pool, workers);
            }
            List<Method> methods = List.of(
                    ours,
                    untrained,
                    new RawFeatures(),
                    new LeadingComponents(seed),
                    new RandomConvolutions(seed, workers));
            for (Modality modality : Modality.values()) {
                progress.advance(
                        done + modality.ordinal(), "%s, seed %d: %s".formatted(market.name(), seed, modality.word()));
                judge(Trial.of(pool, modality, ours, options, workers), methods);
            }
            judgeFusion(Trial.of(pool, Modality.FUSED, ours, options, workers), ours);
        }

        private void judgeFusion(Trial trial, EncoderMethod ours) {
            FusedTwins twins = new FusedTwins(encoders, trial.pool(), ours, workers, seed);
            Optional<String> lacking = twins.lacking();
            if (lacking.isPresent()) {
                tally.note("%s: no %s: %s".formatted(market.name(), FusedTwins.NAME, lacking.get()));
                return;
            }
            double inTraining = Tally.dated(trial, learntThrough());
            twins.findings().forEach(finding -> tally.add(trial, FusedTwins.NAME, finding, bootstrap, inTraining));
            twins.beside().forEach(finding -> tally.add(trial, FusedTwins.BESIDE, finding, bootstrap, inTraining));
        }

        private void judge(Trial trial, List<Method> methods) {
            if (trial.rows().length < 2) {
                tally.note("%s: no rows have a %s embedding"
                        .formatted(market.name(), trial.modality().word()));
                return;
            }
            double inTraining = Tally.dated(trial, learntThrough());
            List<Task> able = able(trial);
            for (Task task : able) {
                task.references(trial)
                        .forEach(finding -> tally.add(trial, task.name(), finding, bootstrap, inTraining));
            }
            for (Method method : methods) {
                Optional<Judged> judged = judged(trial, method);
                for (Task task : judged.isPresent() ? able : List.<Task>of()) {
                    judged.stream()
                            .flatMap(vectors -> task.judge(trial, vectors).stream())
                            .forEach(finding -> tally.add(trial, task.name(), finding, bootstrap, inTraining));
                }
            }
        }

        /** The market's own last day of training, or the encoders'. */
        private LocalDate learntThrough() {
            String through = encoders.card().through();
            LocalDate last = through.isEmpty() ? LocalDate.MIN : LocalDate.parse(through);
            return market.learntThrough().orElse(last);
        }

        private List<Task> able(Trial trial) {
            return tasks.stream()
                    .filter(task -> {
                        Optional<String> lacking = task.lacking(trial);
                        lacking.ifPresent(why -> tally.note("%s, %s: no %s: %s"
                                .formatted(market.name(), trial.modality().word(), task.name(), why)));
                        return lacking.isEmpty();
                    })
                    .toList();
        }

        /** A baseline compares its vectors in the way that finds more twins. */
        private Optional<Judged> judged(Trial trial, Method method) {
            return method.vectors(trial.pool(), trial.modality()).map(vectors -> {
                Search cosine = search(trial, vectors, Likeness.COSINE);
                if (!method.isBaseline() || trial.views().length == 0) {
                    return new Judged(method.name(), vectors, cosine);
                }
                float[] seen = Vectors.pick(vectors.views(), vectors.width(), trial.views());
                Search distance = search(trial, vectors, Likeness.DISTANCE);
                boolean better =
                        TwinsTask.meanReciprocal(trial, distance, seen) > TwinsTask.meanReciprocal(trial, cosine, seen);
                return new Judged(method.name(), vectors, better ? distance : cosine);
            });
        }

        private Search search(Trial trial, Vectors vectors, Likeness likeness) {
            return new Search(vectors.pool(), vectors.width(), trial.rows(), likeness, workers);
        }
    }
}
