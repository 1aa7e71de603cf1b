package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.grammar.generated.MvqParser;
import dev.mvq.grammar.generated.MvqParser.ColumnNameContext;
import dev.mvq.grammar.generated.MvqParser.StageContext;
import dev.mvq.grammar.generated.MvqParser.StepContext;
import java.util.List;
import java.util.Optional;

/** Parse trees of stages to stages. */
final class StageReader {
    private final LiteralReader literals;
    private final ExpressionReader expressions;

    StageReader(LiteralReader literals, ExpressionReader expressions) {
        this.literals = literals;
        this.expressions = expressions;
    }

    Stage read(StageContext tree) {
        StepContext step = tree.step();
        Span span = Spans.of(step);
        return switch (step) {
            case MvqParser.KeepWhereContext c -> new Stage.Where(expressions.condition(c.condition()), span);
            case MvqParser.SortContext c ->
                new Stage.Sort(c.sortKey().stream().map(this::key).toList(), span);
            case MvqParser.LimitRowsContext c -> new Stage.Limit(literals.number(c.number()), span);
            case MvqParser.KeepContext c -> new Stage.Keep(columns(c.columnName()), span);
            case MvqParser.DropContext c -> new Stage.Drop(columns(c.columnName()), span);
            case MvqParser.RenameContext c ->
                new Stage.Rename(
                        c.renaming().stream().map(StageReader::renaming).toList(), span);
            case MvqParser.DeriveContext c ->
                new Stage.Derive(c.derivation().stream().map(this::derivation).toList(), span);
            case MvqParser.StatsContext c ->
                new Stage.Stats(
                        c.statistic().stream().map(this::statistic).toList(),
                        c.groupKey().stream().map(this::group).toList(),
                        span);
            case MvqParser.OutcomeContext c ->
                new Stage.Outcome(c.number().stream().map(literals::number).toList(), span);
            case MvqParser.PlotContext c ->
                new Stage.Plot(
                        Optional.ofNullable(c.plotKind()).map(TreeReader::name),
                        Optional.ofNullable(c.quote()).map(literals::quote),
                        span);
            case MvqParser.SaveContext c -> new Stage.Save(literals.quote(c.quote()), span);
            default -> throw new IllegalStateException("no reader for the stage " + tree.getText());
        };
    }

    private Stage.Key key(MvqParser.SortKeyContext tree) {
        return new Stage.Key(expressions.value(tree.value()), tree.DESC() != null, Spans.of(tree));
    }

    private static Stage.Renaming renaming(MvqParser.RenamingContext tree) {
        return new Stage.Renaming(column(tree.columnName(0)), column(tree.columnName(1)), Spans.of(tree));
    }

    private Stage.Derivation derivation(MvqParser.DerivationContext tree) {
        return new Stage.Derivation(column(tree.columnName()), expressions.condition(tree.condition()), Spans.of(tree));
    }

    private Stage.Named statistic(MvqParser.StatisticContext tree) {
        Optional<Name> name = Optional.ofNullable(tree.columnName()).map(StageReader::column);
        return new Stage.Named(expressions.value(tree.value()), name, Spans.of(tree));
    }

    private Stage.Named group(MvqParser.GroupKeyContext tree) {
        Optional<Name> name = Optional.ofNullable(tree.columnName()).map(StageReader::column);
        return new Stage.Named(expressions.value(tree.value()), name, Spans.of(tree));
    }

    private static List<Name> columns(List<ColumnNameContext> trees) {
        return trees.stream().map(StageReader::column).toList();
    }

    private static Name column(ColumnNameContext tree) {
        String text = tree.getText();
        return new Name(tree.QUOTED() == null ? text : LiteralReader.unquoted(text), Spans.of(tree));
    }
}
