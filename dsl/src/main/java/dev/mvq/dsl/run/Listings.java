package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Pattern;
import dev.mvq.dsl.check.Plan;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.RowSource;
import dev.mvq.runtime.engine.TableLoader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What SHOW shows beside the store's own lists: names, and what this session holds. */
final class Listings {
    private final Supplier<? extends Mvq> engine;
    private final Session session;

    Listings(Supplier<? extends Mvq> engine, Session session) {
        this.engine = engine;
        this.session = session;
    }

    Table of(Plan.Show plan) {
        return switch (plan.topic()) {
            case SETTINGS -> engine.get().settings();
            case FORMATS -> table("format", "reads", engine.get().formats());
            case COLUMNS -> table("column", "kind", columns(plan.of()));
            case SOURCES -> sources();
            case PATTERNS -> patterns();
            case VARIABLES -> variables();
            case HISTORY -> history();
            case CONTRACTS, COVERAGE, INDICES, GENERATIONS, ENCODERS ->
                throw new IllegalStateException(plan.topic() + " is no list of names");
        };
    }

    private Map<String, String> columns(Optional<String> of) {
        if (of.isEmpty()) {
            return engine.get().columns();
        }
        Map<String, String> stored = new EngineNames(engine).sources().get(of.get());
        return stored != null
                ? stored
                : session.result(of.get()).map(TableLoader::columns).orElse(Map.of());
    }

    private Table sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        Arrays.stream(RowSource.values()).forEach(source -> sources.put(source.word(), source.meaning()));
        session.tables().forEach((name, table) -> sources.put(name, shape(table)));
        return table("source", "rows", sources);
    }

    private static String shape(Table table) {
        return Explanations.counted(table.rowCount(), "row") + " of "
                + Explanations.counted(table.columnCount(), "column");
    }

    private static Table patterns() {
        Map<String, String> patterns = new LinkedHashMap<>();
        Arrays.stream(Pattern.values()).forEach(pattern -> patterns.put(pattern.word(), pattern.meaning()));
        return table("pattern", "looks at", patterns);
    }

    private Table variables() {
        StringColumn names = StringColumn.create("variable");
        StringColumn types = StringColumn.create("type");
        StringColumn values = StringColumn.create("value");
        session.tables().forEach((name, table) -> {
            names.append(name);
            types.append("Table");
            values.append(shape(table));
        });
        session.values().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            names.append(":" + entry.getKey());
            types.append(entry.getValue().getClass().getSimpleName());
            values.append(String.valueOf(entry.getValue()));
        });
        return Table.create("variables", names, types, values);
    }

    private Table history() {
        List<String> ran = session.history();
        IntColumn numbers = IntColumn.create("n");
        StringColumn statements = StringColumn.create("statement");
        for (int at = 0; at < ran.size(); at++) {
            numbers.append(at + 1);
            statements.append(ran.get(at));
        }
        return Table.create("history", numbers, statements);
    }

    private static Table table(String key, String value, Map<String, String> entries) {
        StringColumn keys = StringColumn.create(key);
        StringColumn values = StringColumn.create(value);
        entries.forEach((name, meaning) -> {
            keys.append(name);
            values.append(meaning);
        });
        return Table.create(key + "s", keys, values);
    }
}
