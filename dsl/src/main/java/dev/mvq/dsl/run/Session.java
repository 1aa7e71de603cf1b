package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Schema;
import dev.mvq.dsl.check.Scope;
import dev.mvq.dsl.parse.Bindings;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import dev.mvq.runtime.engine.TableLoader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** What statements leave to those after them: results by number and name, and what was run. */
final class Session implements Bindings {
    /** Of more than these cells the oldest numbered results are let go: about half a gigabyte of numbers. */
    private static final long MOST_CELLS = 50_000_000;

    private final Map<String, Object> parameters;
    private final Map<String, Table> named = new LinkedHashMap<>();
    private final Map<String, Table> variables = new LinkedHashMap<>();
    private final Map<String, Table> numbered = new LinkedHashMap<>();
    private final List<Statement> history = new ArrayList<>();
    private int results;

    Session(Map<String, Object> parameters) {
        this.parameters = Map.copyOf(parameters);
    }

    /** Keeps rows under the next number and as the newest. */
    void keep(Table rows) {
        results++;
        numbered.put("$" + results, rows);
        newest(rows);
        while (numbered.size() > 1 && cells() > MOST_CELLS) {
            numbered.remove(numbered.keySet().iterator().next());
        }
    }

    /** Keeps rows under a name, as the newest, and for {@code :name} as it was written. */
    void let(String name, Table rows) {
        variables.put(name, rows);
        named.put(name.toLowerCase(Locale.ROOT), rows);
        newest(rows);
    }

    private void newest(Table rows) {
        named.put(Scope.NEWEST, rows);
        variables.put(Scope.NEWEST, rows);
    }

    private long cells() {
        return numbered.values().stream()
                .mapToLong(table -> (long) table.rowCount() * table.columnCount())
                .sum();
    }

    void ran(Statement statement) {
        history.add(statement);
    }

    /** What was run, as the language prints it. */
    List<String> history() {
        return history.stream().map(SyntaxPrinter::print).toList();
    }

    /** Every result by its names: LET names, {@code last}, then numbers. */
    Map<String, Table> tables() {
        Map<String, Table> all = new LinkedHashMap<>(named);
        all.putAll(numbered);
        return all;
    }

    Map<String, Object> values() {
        return parameters;
    }

    /** The names as checking needs them. */
    Scope scope() {
        Scope scope = new Scope();
        tables().forEach((name, table) -> scope.define(name, Schema.of(TableLoader.columns(table))));
        return scope;
    }

    @Override
    public boolean known() {
        return true;
    }

    @Override
    public Optional<Object> parameter(String name) {
        return Optional.<Object>ofNullable(variables.get(name)).or(() -> Optional.ofNullable(parameters.get(name)));
    }

    @Override
    public Collection<String> parameters() {
        Collection<String> all = new LinkedHashSet<>(parameters.keySet());
        all.addAll(variables.keySet());
        return all;
    }

    @Override
    public Optional<Table> result(String name) {
        return Optional.ofNullable(tables().get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Collection<String> results() {
        return tables().keySet();
    }
}
