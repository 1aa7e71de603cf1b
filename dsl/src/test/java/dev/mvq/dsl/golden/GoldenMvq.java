package dev.mvq.dsl.golden;

import dev.mvq.dsl.RecordingMvq;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.ContractsQuery;
import dev.mvq.runtime.engine.DescribeQuery;
import dev.mvq.runtime.engine.FromQuery;
import dev.mvq.runtime.engine.ImportQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.PlanNode;
import dev.mvq.runtime.engine.RowFile;
import dev.mvq.runtime.engine.RowQuery;
import dev.mvq.runtime.engine.RowSource;
import dev.mvq.runtime.engine.Rows;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimilarQuery;
import dev.mvq.runtime.engine.TrainQuery;
import dev.mvq.runtime.index.WeightedModality;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** A real engine over the handmade market, but for what takes encoders: likeness is made up of the rows' order. */
final class GoldenMvq extends RecordingMvq {
    private final Mvq real;
    private final Path work;

    /** @param work what paths of files are relative to */
    GoldenMvq(Mvq real, Path work) {
        this.real = real;
        this.work = work;
        days.clear();
        days.addAll(real.days());
        generation = Optional.of("g0001-handmade");
    }

    @Override
    public Answer similar(SimilarQuery query) {
        if (query.asOf().isPresent()) {
            return real.similar(query);
        }
        LocalDate day = query.at().orElse(days.getLast());
        RowQuery first = RowQuery.ALL.then(
                "SELECT contract, date, underlying, \"type\", strike, expiry, dte, moneyness, mid, iv, delta FROM (",
                List.of(),
                ") LIMIT " + Math.min(3, query.k().orElse(3)),
                List.of(),
                "");
        Rows rows = real.from(new FromQuery(RowSource.CONTRACTS, Optional.of(day), Optional.empty(), first));
        Table table = Table.create("similar");
        int count = rows.table().rowCount();
        IntColumn rank = IntColumn.create("rank");
        DoubleColumn likeness = DoubleColumn.create("similarity");
        DoubleColumn percentile = DoubleColumn.create("percentile");
        for (int row = 0; row < count; row++) {
            rank.append(row + 1);
            likeness.append(1 - (row + 1) / 16.0);
            percentile.append(100 - row);
        }
        table.addColumns(rank, rows.table().column("contract"), rows.table().column("date"), likeness, percentile);
        for (WeightedModality each : query.on()) {
            table.addColumns(
                    likeness.copy().setName("similarity_" + each.modality().word()));
        }
        rows.table().columns().stream().skip(2).forEach(table::addColumns);
        return new Answer(table, rows.messages());
    }

    /** Files that are there are really imported. */
    @Override
    public Answer importFiles(ImportQuery query) {
        return Files.exists(work.resolve(query.glob())) ? real.importFiles(query) : super.importFiles(query);
    }

    @Override
    public Answer describe(DescribeQuery query) {
        return real.describe(query);
    }

    @Override
    public Answer contracts(ContractsQuery query) {
        return real.contracts(query);
    }

    @Override
    public Answer coverage() {
        return real.coverage();
    }

    @Override
    public Answer indices() {
        return real.indices();
    }

    @Override
    public Answer generations() {
        return real.generations();
    }

    @Override
    public NavigableSet<LocalDate> days(String generation) {
        return real.days(generation);
    }

    @Override
    public PlanNode explain(SimilarQuery query) {
        return query.asOf().isPresent() ? real.explain(query) : super.explain(query);
    }

    @Override
    public Rows from(FromQuery query) {
        return real.from(query);
    }

    @Override
    public long save(FromQuery query, RowFile file) {
        return real.save(query, file);
    }

    @Override
    public Rows ask(Table rows, RowQuery query) {
        return real.ask(rows, query);
    }

    @Override
    public void save(Table rows, RowFile file) {
        real.save(rows, file);
    }

    @Override
    public PlanNode explain(FromQuery query) {
        return real.explain(query);
    }

    @Override
    public PlanNode explain(TrainQuery query) {
        return real.explain(query);
    }

    @Override
    public Answer train(TrainQuery query) {
        return real.train(query);
    }

    @Override
    public Table settings() {
        return real.settings();
    }

    @Override
    public void set(Setting setting, String value) {
        real.set(setting, value);
    }

    @Override
    public String get(Setting setting) {
        return real.get(setting);
    }

    @Override
    public NavigableSet<LocalDate> days() {
        return real.days();
    }

    @Override
    public List<String> complete(String prefix, int limit) {
        return real.complete(prefix, limit);
    }

    @Override
    public Map<String, String> formats() {
        return real.formats();
    }

    @Override
    public Map<String, String> columns() {
        return real.columns();
    }

    @Override
    public void close() {
        real.close();
    }
}
