package dev.mvq.tests.bench;

import dev.mvq.runtime.engine.BuildIndexQuery;
import dev.mvq.runtime.engine.ContractsQuery;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.SimilarQuery;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import tech.tablesaw.api.Table;

/**
 * p50 and p99 of {@code SIMILAR TO c ON fused,greeks K 20} from the query record to the finished table, and how many of the exact
 * answer's rows each index finds. Argument: a store's folder; without one the demo's market is made and encoded first.
 */
public final class QueryBench {
    private static final int WARM_UP = 60;
    private static final int ASKED = 200;
    private static final List<WeightedModality> ON =
            List.of(new WeightedModality(Modality.FUSED, 1), new WeightedModality(Modality.GREEKS, 1));

    private final Mvq engine;
    private final PrintStream out;

    private QueryBench(Mvq engine, PrintStream out) {
        this.engine = engine;
        this.out = out;
    }

    /** Prints a Markdown table to stdout. */
    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            Path here = Path.of("").toAbsolutePath();
            try (Mvq engine = Mvq.open(here.resolve(arguments[0]), here, Progress.SILENT)) {
                new QueryBench(engine, System.out).run();
            }
            return;
        }
        try (BenchStore store = new BenchStore()) {
            store.engine()
                    .importSimulated(new SimulationQuery(
                            Map.of("seed", 7L, "days", 150L, "contracts_per_day", 400L, "underlyings", 8L)));
            store.engine().generate(GenerateQuery.EVERYTHING);
            new QueryBench(store.engine(), System.out).run();
        }
    }

    private void run() {
        List<Contract> subjects = subjects();
        List<Set<String>> truth = subjects.stream()
                .map(subject -> rows(ask(subject, IndexChoice.EXACT)))
                .toList();
        out.println("| asked | p50 ms | p99 ms | of the exact 20 |\n|---|---:|---:|---:|");
        measure("default", subjects, IndexChoice.AUTO, truth);
        measure("USING EXACT", subjects, IndexChoice.EXACT, truth);
        engine.buildIndex(new BuildIndexQuery(List.of(), Optional.of("HNSW32")));
        measure("USING HNSW (HNSW32)", subjects, IndexChoice.HNSW, truth);
        engine.buildIndex(new BuildIndexQuery(List.of(), Optional.of("IVF256,PQ64np")));
        measure("USING IVF (IVF256,PQ64np)", subjects, IndexChoice.IVF, truth);
        engine.buildIndex(new BuildIndexQuery(List.of(), Optional.empty()));
    }

    private void measure(String name, List<Contract> subjects, IndexChoice using, List<Set<String>> truth) {
        for (int i = 0; i < WARM_UP; i++) {
            ask(subjects.get(i % subjects.size()), using);
        }
        double[] millis = new double[subjects.size()];
        long found = 0;
        long wanted = 0;
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            Table table = ask(subjects.get(i), using);
            millis[i] = (System.nanoTime() - start) / 1e6;
            Set<String> rows = new HashSet<>(rows(table));
            wanted += truth.get(i).size();
            rows.retainAll(truth.get(i));
            found += rows.size();
        }
        Arrays.sort(millis);
        out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f%% |%n",
                name,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99)],
                100.0 * found / wanted);
    }

    private List<Contract> subjects() {
        LocalDate day = engine.days().getLast();
        Table listed = engine.contracts(new ContractsQuery(Optional.empty(), Optional.of(day)))
                .rows();
        List<Contract> contracts = new ArrayList<>();
        for (int row = 0; row < listed.rowCount(); row++) {
            if (!listed.stringColumn("contract").isMissing(row)) {
                contracts.add(
                        ContractParser.parse(listed.stringColumn("contract").get(row)));
            }
        }
        Collections.shuffle(contracts, new Random(1));
        List<Contract> answerable = new ArrayList<>();
        for (Contract contract : contracts) {
            if (answerable.size() < ASKED && isAnswered(contract)) {
                answerable.add(contract);
            }
        }
        return answerable;
    }

    private boolean isAnswered(Contract contract) {
        try {
            return ask(contract, IndexChoice.AUTO).rowCount() > 0;
        } catch (MvqException e) {
            return false; // quoted without a bid for all its life: no Greeks, so nothing to ask with
        }
    }

    private Table ask(Contract contract, IndexChoice using) {
        return engine.similar(new SimilarQuery(
                        List.of(contract),
                        Optional.empty(),
                        ON,
                        OptionalInt.of(20),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        false,
                        OptionalInt.empty(),
                        false,
                        using,
                        SearchParameters.DEFAULT,
                        Optional.empty()))
                .rows();
    }

    private static Set<String> rows(Table table) {
        Set<String> rows = new HashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            rows.add(table.stringColumn("contract").get(row) + " "
                    + table.dateColumn("date").get(row));
        }
        return rows;
    }
}
