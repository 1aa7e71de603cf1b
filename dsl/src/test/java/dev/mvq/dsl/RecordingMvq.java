package dev.mvq.dsl;

import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.BuildIndexQuery;
import dev.mvq.runtime.engine.CollectQuery;
import dev.mvq.runtime.engine.ContractsQuery;
import dev.mvq.runtime.engine.DescribeQuery;
import dev.mvq.runtime.engine.FromQuery;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.ImportQuery;
import dev.mvq.runtime.engine.MeasuredStep;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.PlanNode;
import dev.mvq.runtime.engine.RowEngine;
import dev.mvq.runtime.engine.RowFile;
import dev.mvq.runtime.engine.RowQuery;
import dev.mvq.runtime.engine.Rows;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimilarQuery;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.engine.TestEmbeddingsQuery;
import dev.mvq.runtime.engine.TrainQuery;
import dev.mvq.runtime.market.MvqException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** An engine without a store: it writes down what it is asked, and fails on demand. */
public class RecordingMvq implements Mvq {
    /** What was asked, in order. */
    public final List<Object> asked = new ArrayList<>();

    /** Days with data. */
    public final NavigableSet<LocalDate> days =
            new TreeSet<>(List.of(LocalDate.of(2024, 1, 11), LocalDate.of(2024, 1, 12), LocalDate.of(2024, 1, 16)));

    /** The present generation. */
    public Optional<String> generation = Optional.empty();

    /** Where set, every question fails so. */
    public @Nullable RuntimeException failure;

    private @Nullable RowEngine rowEngine;

    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);

    private Answer answer(Object query) {
        asked.add(query);
        if (failure != null) {
            throw failure;
        }
        return new Answer(Table.create("answer", StringColumn.create("asked", query.toString())), List.of());
    }

    @Override
    public String location() {
        return "nowhere";
    }

    @Override
    public Answer similar(SimilarQuery query) {
        return answer(query);
    }

    @Override
    public PlanNode explain(SimilarQuery query) {
        answer(query);
        return PlanNode.of(
                "rank",
                PlanNode.of("score", PlanNode.of("propose from fused.faiss"), PlanNode.of("propose from greeks.faiss")),
                PlanNode.of("subject"));
    }

    @Override
    public Answer describe(DescribeQuery query) {
        return answer(query);
    }

    @Override
    public Rows from(FromQuery query) {
        return new Rows(answer(query).rows(), true, List.of());
    }

    @Override
    public long save(FromQuery query, RowFile file) {
        return answer(file).rows().rowCount();
    }

    @Override
    public Rows ask(Table rows, RowQuery query) {
        return engine().ask(rows, query);
    }

    @Override
    public void save(Table rows, RowFile file) {
        engine().save(rows, file);
    }

    private RowEngine engine() {
        RowEngine made = rowEngine == null ? new RowEngine() : rowEngine;
        rowEngine = made;
        return made;
    }

    @Override
    public PlanNode explain(FromQuery query) {
        answer(query);
        PlanNode node = PlanNode.of("scan " + query.source().word());
        for (String step : query.asked().steps()) {
            node = PlanNode.of(step, node);
        }
        return node;
    }

    @Override
    public Answer contracts(ContractsQuery query) {
        return answer(query);
    }

    @Override
    public List<MeasuredStep> measure(FromQuery query) {
        return List.of();
    }

    @Override
    public List<MeasuredStep> measure(Table rows, RowQuery query) {
        return engine().measure(rows, query);
    }

    @Override
    public Answer coverage() {
        return answer("coverage");
    }

    @Override
    public Answer indices() {
        return answer("indices");
    }

    @Override
    public Answer generations() {
        return answer("generations");
    }

    @Override
    public Answer encoders() {
        return answer("encoders");
    }

    @Override
    public Answer collect(CollectQuery query) {
        return answer(query);
    }

    @Override
    public NavigableSet<LocalDate> days(String generation) {
        return days;
    }

    @Override
    public Answer importFiles(ImportQuery query) {
        return answer(query);
    }

    @Override
    public Answer importSimulated(SimulationQuery query) {
        return answer(query);
    }

    @Override
    public Answer generate(GenerateQuery query) {
        return answer(query);
    }

    @Override
    public Answer buildIndex(BuildIndexQuery query) {
        return answer(query);
    }

    @Override
    public Answer testEmbeddings(TestEmbeddingsQuery query) {
        return answer(query);
    }

    @Override
    public Answer train(TrainQuery query) {
        return answer(query);
    }

    @Override
    public PlanNode explain(TrainQuery query) {
        answer(query);
        return PlanNode.of("keep parameters", PlanNode.of("train"));
    }

    @Override
    public Table settings() {
        return answer("settings").rows();
    }

    @Override
    public void set(Setting setting, String value) {
        asked.add(setting + "=" + value);
        if (value.equals("cuda")) {
            throw new MvqException("no GPU was found", "SET device = cpu");
        }
        settings.put(setting, value);
    }

    @Override
    public String get(Setting setting) {
        return settings.getOrDefault(setting, setting.initial());
    }

    @Override
    public NavigableSet<LocalDate> days() {
        return days;
    }

    @Override
    public List<String> complete(String prefix, int limit) {
        return List.of("AAPL", "AAPL_20240119_150_C", "SPY");
    }

    @Override
    public Map<String, String> formats() {
        Map<String, String> formats = new LinkedHashMap<>();
        formats.put("chains", "one row a contract and day");
        formats.put("spy-options", "a year of SPY options");
        formats.put("bars", "daily bars");
        return formats;
    }

    @Override
    public Map<String, String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> generation() {
        return generation;
    }

    @Override
    public void close() {}

    /** The columns of the specification. */
    public static final Map<String, String> COLUMNS =
            columns("contract text, underlying text, type text, strike number, expiry date, date date, dte whole,"
                    + " moneyness number, bid number, ask number, mid number, spread number, last number,"
                    + " volume number, open_interest number, iv number, delta number, gamma number, theta number,"
                    + " vega number, rho number, underlying_price number, multiplier whole, bid_size number,"
                    + " ask_size number, source text, iv_source text, greeks_source text, flags whole");

    private static Map<String, String> columns(String listed) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String column : listed.split(", *", -1)) {
            columns.put(column.split(" ", -1)[0], column.split(" ", -1)[1]);
        }
        return columns;
    }
}
