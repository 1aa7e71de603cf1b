package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Pipeline;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.runtime.engine.FromQuery;
import dev.mvq.runtime.engine.MeasuredStep;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.PlanNode;
import dev.mvq.runtime.engine.RowQuery;
import dev.mvq.runtime.engine.SimilarQuery;
import dev.mvq.runtime.engine.TrainQuery;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What EXPLAIN prints: the plan as a tree, the last step first; of a statement that asks nothing of rows, a line. */
final class Explanations {
    private final Supplier<? extends Mvq> engine;
    private final Session session;
    private final RowRunner rows;
    private final Function<Plan.Similar, SimilarQuery> similar;
    private final Function<Plan.Train, TrainQuery> training;

    Explanations(
            Supplier<? extends Mvq> engine,
            Session session,
            RowRunner rows,
            Function<Plan.Similar, SimilarQuery> similar,
            Function<Plan.Train, TrainQuery> training) {
        this.engine = engine;
        this.session = session;
        this.rows = rows;
        this.similar = similar;
        this.training = training;
    }

    String of(Plan plan, Statement statement) {
        return PlanText.tree(node(plan, statement));
    }

    /**
     * The plan with what its steps gave and took.
     *
     * @param measured of the rows that are asked, then of each step; where there are fewer, of the first
     */
    String of(Plan plan, Statement statement, List<MeasuredStep> measured) {
        PlanNode root = node(plan, statement);
        return PlanText.tree(measured.isEmpty() ? root : marked(root, above(plan), measured));
    }

    /** How many steps stand above the rows that are asked. */
    private static int above(Plan plan) {
        return switch (plan) {
            case Plan.From from ->
                from.where().map(where -> where.query().steps().size()).orElse(0);
            case Plan.Piped piped ->
                (piped.source() instanceof Plan.From from && from.stored() ? above(from) : 0)
                        + piped.pipeline().parts().stream()
                                .mapToInt(part -> part instanceof Pipeline.Asked asked
                                        ? asked.query().steps().size()
                                        : 1)
                                .sum();
            default -> 0;
        };
    }

    private static PlanNode marked(PlanNode node, int above, List<MeasuredStep> measured) {
        String text = above < measured.size() ? node.text() + " (" + measured.get(above) + ")" : node.text();
        return above == 0
                ? new PlanNode(text, node.inputs())
                : PlanNode.of(text, marked(node.inputs().getFirst(), above - 1, measured));
    }

    private PlanNode node(Plan plan, Statement statement) {
        return switch (plan) {
            case Plan.Similar p -> engine.get().explain(similar.apply(p));
            case Plan.Train p -> engine.get().explain(training.apply(p));
            case Plan.From p when p.stored() -> engine.get().explain(rows.query(p));
            case Plan.From p -> result(p);
            case Plan.Piped p -> piped(p);
            case Plan.Let p -> PlanNode.of("LET " + p.name(), node(p.value(), ((Statement.Let) statement).statement()));
            default -> PlanNode.of(PlanText.line(plan, statement));
        };
    }

    private PlanNode result(Plan.From plan) {
        String held = session.result(plan.source())
                .map(table -> String.format(Locale.ROOT, ": %,d rows", table.rowCount()))
                .orElse("");
        PlanNode node = PlanNode.of("rows of " + plan.source() + held);
        return plan.where().isEmpty() ? node : steps(plan.where().get().query(), node);
    }

    private PlanNode piped(Plan.Piped plan) {
        List<Pipeline.Part> parts = plan.pipeline().parts();
        PlanNode node;
        int from = 0;
        if (plan.source() instanceof Plan.From source && source.stored()) {
            FromQuery query = rows.query(source);
            if (!parts.isEmpty() && parts.getFirst() instanceof Pipeline.Asked first) {
                query = query.with(query.asked().then(first.query()));
                from = 1;
            }
            node = engine.get().explain(query);
        } else {
            node = node(plan.source(), plan.statement());
        }
        for (Pipeline.Part part : parts.subList(from, parts.size())) {
            node = switch (part) {
                case Pipeline.Asked asked -> steps(asked.query(), node);
                case Pipeline.Saved saved -> PlanNode.of("SAVE TO '" + saved.file() + "'", node);
                case Pipeline.Unbuilt unbuilt -> PlanNode.of(unbuilt.step() + ", which is not built yet", node);
            };
        }
        return node;
    }

    private static PlanNode steps(RowQuery query, PlanNode below) {
        PlanNode node = below;
        for (String step : query.steps()) {
            node = PlanNode.of(step, node);
        }
        return node;
    }

    /** What running it took and gave. */
    static String measured(Table table, double millis) {
        long bytes = table.columns().stream()
                .mapToLong(column -> (long) width(column) * column.size())
                .sum();
        return String.format(
                Locale.ROOT,
                "%s of %s, %,d bytes, in %.1f ms",
                counted(table.rowCount(), "row"),
                counted(table.columnCount(), "column"),
                bytes,
                millis);
    }

    /** {@code 1 row}, {@code 2,000 rows}. */
    static String counted(long count, String what) {
        return count == 1 ? "1 " + what : String.format(Locale.ROOT, "%,d %ss", count, what);
    }

    /** Bytes of a value; a text counts as the reference to it. */
    private static int width(Column<?> column) {
        return column.type().byteSize();
    }
}
