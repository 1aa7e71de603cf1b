package dev.mvq.runtime.measure;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.fusion.Weighting;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.measure.Task.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Twins by the weighted mean of all modalities' cosines, as {@code SIMILAR TO … ON} several: views as they are, and views of which each
 * modality was degraded in turn, the fused embedding with it. Weights for the subject, as {@code ON AUTO} finds them, stand beside equal
 * ones, the named ones, and the best fixed ones of a grid, chosen after the fact for all subjects together: no user could know them.
 */
final class FusedTwins {
    static final String NAME = "auto fusion";

    /** The fused embedding alone beside one modality alone, on the views and rows that have both. */
    static final String BESIDE = "fused beside";

    private static final String MRR = "MRR";
    private static final int FEWEST = 20;
    private static final int QUERIES = 64;
    private static final int STEPS = 5;
    private static final Modality[] ALL = Modality.values();
    private static final List<Modality> INPUTS =
            List.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL);

    private final EncoderSet encoders;
    private final Pool pool;
    private final EncoderMethod ours;
    private final Workers workers;
    private final long seed;
    private final List<double[]> grid = new ArrayList<>();
    private final List<Twin> twins;

    /**
     * A subject, as it was found.
     *
     * @param degraded which of its modalities was; empty for none
     * @param auto reciprocal rank of its own row by the weights for the subject
     * @param named the same by each named weighting
     * @param fixed the same by each weighting of the grid
     */
    private record Twin(
            int view,
            Optional<Modality> degraded,
            Optional<Degradation> kind,
            double auto,
            double[] named,
            double[] fixed) {}

    FusedTwins(EncoderSet encoders, Pool pool, EncoderMethod ours, Workers workers, long seed) {
        this.encoders = encoders;
        this.pool = pool;
        this.ours = ours;
        this.workers = workers;
        this.seed = seed;
        fill(new double[ALL.length], 0, STEPS);
        this.twins = twins();
    }

    /** All weightings in steps of a fifth. */
    private void fill(double[] weights, int at, int left) {
        if (at == ALL.length - 1) {
            weights[at] = (double) left / STEPS;
            grid.add(weights.clone());
            return;
        }
        for (int steps = 0; steps <= left; steps++) {
            weights[at] = (double) steps / STEPS;
            fill(weights, at + 1, left - steps);
        }
    }

    /** Why the pool cannot judge this, where it cannot. */
    Optional<String> lacking() {
        long whole = twins.stream().filter(twin -> twin.degraded.isEmpty()).count();
        return whole < FEWEST
                ? Optional.of("%d views with several embeddings, %d wanted".formatted(whole, FEWEST))
                : Optional.empty();
    }

    /** Of whole views, of all degraded ones, and of these by modality and by how. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(findings(MRR, twin -> twin.degraded.isEmpty()));
        Predicate<Twin> degraded = twin -> twin.degraded.isPresent();
        double[] best = best(degraded);
        findings.addAll(findings(MRR + " degraded", degraded, best));
        for (Modality modality : INPUTS) {
            findings.addAll(findings(
                    MRR + " degraded " + modality.word(), twin -> twin.degraded.equals(Optional.of(modality)), best));
        }
        for (Degradation kind : Degradation.values()) {
            findings.addAll(findings(
                    "%s degraded by %s".formatted(MRR, kind.word()),
                    twin -> twin.kind.equals(Optional.of(kind)),
                    best));
        }
        return findings;
    }

    /** Of whole views: the fused embedding, and beside it each modality of those that have it. */
    List<Finding> beside() {
        List<Finding> findings = new ArrayList<>();
        int fused = grid.indexOf(only(Modality.FUSED));
        for (Modality modality : INPUTS) {
            List<Twin> judged = twins.stream()
                    .filter(twin -> twin.degraded.isEmpty() && modality.in(present(ours.views(), twin.view)))
                    .toList();
            int[] blocks = blocks(judged);
            int single = grid.indexOf(only(modality));
            String measure = MRR + " beside " + modality.word();
            findings.add(finding(measure, MeasureReport.OURS, judged, blocks, twin -> twin.fixed[fused]));
            findings.add(finding(measure, MeasureReport.SINGLE, judged, blocks, twin -> twin.fixed[single]));
        }
        return findings;
    }

    /** The weighting of the grid that has one modality alone. */
    private double[] only(Modality modality) {
        return grid.stream()
                .filter(weights -> weights[modality.ordinal()] == 1)
                .findFirst()
                .orElseThrow();
    }

    /** Modalities of a view and its row. */
    private int present(DayEmbeddings seen, int view) {
        return seen.present()[view] & ours.rows().present()[pool.subjects()[view]];
    }

    private int[] blocks(List<Twin> judged) {
        return judged.stream().mapToInt(twin -> pool.blocks()[twin.view]).toArray();
    }

    private List<Finding> findings(String measure, Predicate<Twin> wanted) {
        return findings(measure, wanted, best(wanted));
    }

    /** The weighting of the grid by which these find their own best. */
    private double[] best(Predicate<Twin> wanted) {
        double[] sums = new double[grid.size()];
        twins.stream().filter(wanted).forEach(twin -> Matrices.add(sums, 1, twin.fixed));
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            best = sums[i] > sums[best] ? i : best;
        }
        return grid.get(best);
    }

    private List<Finding> findings(String measure, Predicate<Twin> wanted, double[] best) {
        List<Twin> judged = twins.stream().filter(wanted).toList();
        int[] blocks = blocks(judged);
        int fixed = grid.indexOf(best);
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(measure, MeasureReport.OURS, judged, blocks, twin -> twin.auto));
        for (Weighting weighting : Weighting.values()) {
            findings.add(finding(measure, weighting.word(), judged, blocks, twin -> twin.named[weighting.ordinal()]));
        }
        findings.add(finding(measure, MeasureReport.FIXED, judged, blocks, twin -> twin.fixed[fixed]));
        return findings;
    }

    private static Finding finding(
            String measure, String method, List<Twin> judged, int[] blocks, ToDoubleFunction<Twin> value) {
        return new Finding(
                measure,
                method,
                Sample.mean(blocks, judged.stream().mapToDouble(value).toArray()));
    }

    private List<Twin> twins() {
        List<Twin> found = new ArrayList<>(twins(pool.views(), Optional.empty(), new Degradation[0]));
        for (Modality modality : INPUTS) {
            Degradation.Views degraded = Degradation.of(pool, modality, seed);
            found.addAll(twins(degraded.features(), Optional.of(modality), degraded.kinds()));
        }
        return found;
    }

    private List<Twin> twins(FeatureBatch views, Optional<Modality> degraded, Degradation[] kinds) {
        DayEmbeddings seen = degraded.isEmpty() ? ours.views() : EncoderMethod.encode(encoders, views, workers);
        Map<Integer, List<Integer>> like = new TreeMap<>();
        for (int view = 0; view < views.size(); view++) {
            int present = present(seen, view);
            // A modality and the fused one made of it are one.
            boolean several = Integer.bitCount(present & ~Modality.FUSED.bit()) > 1;
            if (several && degraded.stream().allMatch(modality -> modality.in(present))) {
                like.computeIfAbsent(present, bits -> new ArrayList<>()).add(view);
            }
        }
        ConcurrentLinkedQueue<Twin> found = new ConcurrentLinkedQueue<>();
        like.forEach((present, of) -> {
            FusedPool searched = new FusedPool(
                    ours.rows(), rowsWith(present), present, encoders.card().noise(), workers);
            for (int from = 0; from < of.size(); from += QUERIES) {
                int[] part = of.subList(from, Math.min(of.size(), from + QUERIES)).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                int[] own =
                        IntStream.of(part).map(view -> pool.subjects()[view]).toArray();
                searched.ask(seen, part, own, (i, question) -> {
                    Optional<Degradation> kind = degraded.isEmpty() ? Optional.empty() : Optional.of(kinds[part[i]]);
                    found.add(twin(part[i], degraded, kind, question));
                });
            }
        });
        // By several threads in any order: the sums are to be the same every time.
        List<Twin> ordered = new ArrayList<>(found);
        ordered.sort((a, b) -> Integer.compare(a.view, b.view));
        return ordered;
    }

    private Twin twin(int view, Optional<Modality> degraded, Optional<Degradation> kind, FusedPool.Question question) {
        double[] named = Arrays.stream(Weighting.values())
                .mapToDouble(weighting -> question.reciprocal(
                        Arrays.stream(ALL).mapToDouble(weighting::weight).toArray()))
                .toArray();
        double[] fixed = grid.stream().mapToDouble(question::reciprocal).toArray();
        return new Twin(view, degraded, kind, question.reciprocalByAuto(), named, fixed);
    }

    /** Rows with these modalities at least, of the same kind: like finds like. */
    private int[] rowsWith(int present) {
        int ofContracts = Modality.GREEKS.bit() | Modality.MICROSTRUCTURE.bit();
        boolean stock = (present & ofContracts) == 0;
        return IntStream.range(0, ours.rows().rows())
                .filter(row -> (ours.rows().present()[row] & present) == present)
                .filter(row -> !stock || (ours.rows().present()[row] & ofContracts) == 0)
                .toArray();
    }
}
