package dev.mvq.repl;

import dev.mvq.dsl.Output;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** Keeps rows instead of showing them, for a way in that asks on its own account; problems are still shown. */
final class Captured implements Output {
    private final Output problems;
    private @Nullable Table last;

    Captured(Output problems) {
        this.problems = problems;
    }

    @Nullable
    Table last() {
        return last;
    }

    @Override
    public void rows(Table rows) {
        last = rows;
    }

    @Override
    public void text(String text) {}

    @Override
    public void message(String message) {}

    @Override
    public void problem(String rendered) {
        problems.problem(rendered);
    }
}
