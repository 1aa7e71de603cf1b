package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.ExpressionPrinter;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.grammar.generated.MvqParser;
import dev.mvq.grammar.generated.MvqParser.OptionContext;
import dev.mvq.grammar.generated.MvqParser.SettingValueContext;
import dev.mvq.grammar.generated.MvqParser.WeightedContext;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Parse trees of clauses to clauses. */
final class ClauseReader {
    private final Problems problems;
    private final LiteralReader literals;
    private final ExpressionReader expressions;

    ClauseReader(Problems problems, LiteralReader literals, ExpressionReader expressions) {
        this.problems = problems;
        this.literals = literals;
        this.expressions = expressions;
    }

    List<Clause> read(List<? extends ParserRuleContext> trees) {
        return trees.stream().map(this::read).toList();
    }

    private Clause read(ParserRuleContext tree) {
        ParserRuleContext inner = tree;
        // A statement's choice of clauses wraps the clause.
        while (inner.getChildCount() == 1 && inner.getChild(0) instanceof ParserRuleContext only) {
            inner = only;
        }
        return read(inner, Spans.of(tree));
    }

    private Clause read(ParserRuleContext clause, Span span) {
        return switch (clause) {
            case MvqParser.AtContext c -> new Clause.At(literals.day(c.day()), span);
            case MvqParser.OnContext c ->
                new Clause.On(c.weighted().stream().map(this::weighted).toList(), span);
            case MvqParser.LimitContext c -> new Clause.Limit(literals.number(c.number()), span);
            case MvqParser.ThresholdContext c -> new Clause.Threshold(literals.number(c.number()), span);
            case MvqParser.DuringContext c -> new Clause.During(literals.period(c.period()), span);
            case MvqParser.WhereContext c -> new Clause.Where(expressions.condition(c.condition()), span);
            case MvqParser.DistinctContext c -> new Clause.DistinctBy(TreeReader.name(c.distinctBy()), span);
            case MvqParser.IncludeSelfContext c -> new Clause.IncludeSelf(span);
            case MvqParser.AllowMissingContext c -> new Clause.AllowMissing(span);
            case MvqParser.AcrossUnderlyingsContext c -> new Clause.AcrossUnderlyings(span);
            case MvqParser.ApartContext c -> new Clause.Apart(literals.number(c.number()), span);
            case MvqParser.OnlyPastContext c -> new Clause.OnlyPast(span);
            case MvqParser.UsingContext c -> new Clause.Using(TreeReader.name(c.indexKind()), span);
            case MvqParser.WithContext c ->
                new Clause.With(c.option().stream().map(this::option).toList(), span);
            default -> readRarer(clause, span);
        };
    }

    private Clause readRarer(ParserRuleContext clause, Span span) {
        return switch (clause) {
            case MvqParser.AsOfContext c -> new Clause.AsOf(generation(c.generationName()), span);
            case MvqParser.InTickersContext c -> new Clause.In(literals.subjects(c.subject()), span);
            case MvqParser.OfTickersContext c -> new Clause.OfTickers(literals.subjects(c.subject()), span);
            case MvqParser.SensitivityContext c -> new Clause.Sensitivity(literals.number(c.number()), span);
            case MvqParser.MethodContext c -> new Clause.Method(TreeReader.name(c.methodName()), span);
            case MvqParser.MinSpreadContext c -> new Clause.MinSpread(literals.number(c.number()), span);
            case MvqParser.MaxRiskContext c -> new Clause.MaxRisk(literals.number(c.number()), span);
            case MvqParser.KindsContext c -> new Clause.Kinds(TreeReader.names(c.kindName()), span);
            case MvqParser.ByUnitContext c -> new Clause.By(TreeReader.name(c.unitName()), span);
            case MvqParser.FormatContext c -> new Clause.Format(format(c.formatName()), span);
            case MvqParser.AsKindContext c -> new Clause.AsKind(TreeReader.name(c.importKind()), span);
            case MvqParser.ForSubjectsContext c -> new Clause.For(literals.subjects(c.subject()), span);
            case MvqParser.TestAfterYearContext c -> new Clause.TestAfterYear(span);
            case MvqParser.ResumeContext c -> new Clause.Again(false, span);
            case MvqParser.RestartContext c -> new Clause.Again(true, span);
            case MvqParser.OnPlaceContext c ->
                new Clause.Place(Optional.ofNullable(c.quote()).map(literals::quote), span);
            case MvqParser.IndexTypeContext c -> new Clause.IndexType(literals.quote(c.quote()), span);
            case MvqParser.LikeContext c -> new Clause.Like(literals.quote(c.quote()), span);
            case MvqParser.OfSourceContext c -> new Clause.OfSource(TreeReader.name(c.rowSource()), span);
            default -> throw new IllegalStateException("no reader for the clause " + clause.getText());
        };
    }

    private Clause.Weighted weighted(WeightedContext tree) {
        return new Clause.Weighted(
                TreeReader.name(tree.modality()),
                Optional.ofNullable(tree.number()).map(literals::number),
                Spans.of(tree));
    }

    private Name format(MvqParser.FormatNameContext tree) {
        return tree.STRING() == null
                ? TreeReader.name(tree)
                : new Name(literals.unquoted(tree.STRING()), Spans.of(tree));
    }

    private Value generation(MvqParser.GenerationNameContext tree) {
        Span span = Spans.of(tree);
        return tree.PARAMETER() == null
                ? value(tree.getText(), tree.getStart().getType(), tree.NUMBER() != null, span)
                : literals.parameters().text(ParameterReader.name(tree.PARAMETER()), span);
    }

    private Clause.Option option(OptionContext tree) {
        MvqParser.OptionValueContext value = tree.optionValue();
        Span span = Spans.of(value);
        return new Clause.Option(
                TreeReader.name(tree.optionName()), value(value, value.number(), span), Spans.of(tree));
    }

    Value value(SettingValueContext tree) {
        return value(tree, tree.number(), Spans.of(tree));
    }

    private Value value(ParserRuleContext tree, MvqParser.@Nullable NumberContext number, Span span) {
        if (number != null && number.PARAMETER() != null) {
            return parameter(ParameterReader.name(number.PARAMETER()), span);
        }
        return value(tree.getText(), tree.getStart().getType(), number != null, span);
    }

    /** Here a parameter may be of any kind. */
    private Value parameter(String name, Span span) {
        Value unknown = new Value(name, Value.Kind.PARAMETER, span);
        if (!literals.parameters().known()) {
            return unknown;
        }
        return switch (literals.parameters().expression(name, span)) {
            case Expression.Numeric n -> new Value(n.number().text(), Value.Kind.NUMBER, span);
            case Expression.Negative n -> new Value(ExpressionPrinter.print(n), Value.Kind.NUMBER, span);
            case Expression.Text t -> new Value(t.text(), Value.Kind.TEXT, span);
            case Expression.Truth t -> new Value(String.valueOf(t.value()), Value.Kind.WORD, span);
            case Expression.CalendarDay d -> new Value(d.date().toString(), Value.Kind.DAY, span);
            default -> unknown;
        };
    }

    private Value value(String text, int type, boolean number, Span span) {
        return switch (type) {
            case MvqLexer.STRING -> new Value(LiteralReader.unquoted(text), Value.Kind.TEXT, span);
            case MvqLexer.CALENDAR_DAY -> {
                literals.calendarDay(text, span).ifPresent(problems::add);
                yield new Value(text, Value.Kind.DAY, span);
            }
            default -> new Value(text, number ? Value.Kind.NUMBER : Value.Kind.WORD, span);
        };
    }
}
