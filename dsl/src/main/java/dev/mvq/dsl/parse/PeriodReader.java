package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.grammar.generated.MvqParser.PeriodContext;
import dev.mvq.grammar.generated.MvqParser.PeriodEndContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Periods in all their forms. */
final class PeriodReader {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{4})(?:-(?:[Qq]([0-9])|([0-9]{2})))?");
    private static final int MOST = 100_000;

    /** How a period is written, for those who wrote something else. */
    static final String WRITTEN = "a period is written 2024, 2024-Q1, 2024-03 or 2024-03-07";

    private final Problems problems;
    private final LiteralReader literals;

    PeriodReader(Problems problems, LiteralReader literals) {
        this.problems = problems;
        this.literals = literals;
    }

    Period read(PeriodContext tree) {
        Span span = Spans.of(tree);
        if (tree.LAST() != null) {
            return back(tree, span);
        }
        List<PeriodEndContext> ends = tree.periodEnd();
        if (tree.DOTS() == null) {
            return new Period.Single(end(ends.getFirst()), span);
        }
        if (ends.size() == 2) {
            return range(end(ends.getFirst()), end(ends.getLast()), span);
        }
        boolean fromKnown = !ends.isEmpty()
                && Spans.of(ends.getFirst()).start() < Spans.of(tree.DOTS()).start();
        String from = fromKnown ? ends.getFirst().getText() : "2002-01-01";
        String to = !ends.isEmpty() && !fromKnown ? ends.getFirst().getText() : "LATEST";
        problems.add(Diagnostic.of(span, "a range of days has two ends", "write " + from + " .. " + to));
        return new Period.Single(newest(span), span);
    }

    private Period back(PeriodContext tree, Span span) {
        Num count = literals.number(tree.number());
        if (count.isParameter()) {
            return new Period.Back(count, unit(tree), span);
        }
        if (!count.isWhole() || count.value() < 1 || count.value() > MOST) {
            problems.add(Diagnostic.of(count.span(), "LAST counts whole units, from 1 to 100_000"));
            return new Period.Single(newest(span), span);
        }
        return new Period.Back(count, unit(tree), span);
    }

    private static Period.Unit unit(PeriodContext tree) {
        String unit = tree.periodUnit().getText().toUpperCase(Locale.ROOT);
        return Period.Unit.valueOf(unit.endsWith("S") ? unit : unit + "S");
    }

    private Period range(Period.End from, Period.End to, Span span) {
        if (from instanceof Period.End.Calendar first
                && to instanceof Period.End.Calendar last
                && first.first().isAfter(last.last())) {
            problems.add(Diagnostic.of(
                    span,
                    "the period is inverted: " + first.first() + " comes after " + last.last(),
                    "write " + last.text() + " .. " + first.text()));
        }
        return new Period.Range(from, to, span);
    }

    private Period.End end(PeriodEndContext tree) {
        Span span = Spans.of(tree);
        Token token = tree.getStart();
        return switch (token.getType()) {
            case MvqLexer.LATEST -> newest(span);
            case MvqLexer.TODAY -> new Period.End.Newest(new Day.Today(span));
            case MvqLexer.PARAMETER -> parameter(token.getText().substring(1), span);
            case MvqLexer.STRING -> calendar(LiteralReader.unquoted(token.getText()), span);
            default -> calendar(token.getText(), span);
        };
    }

    private Period.End parameter(String name, Span span) {
        ParameterReader parameters = literals.parameters();
        if (!parameters.known()) {
            return new Period.End.Newest(new Day.Parameter(name, span));
        }
        Optional<Object> value = parameters.find(name, span);
        if (value.isPresent()) {
            return switch (value.get()) {
                case LocalDate date -> new Period.End.Calendar(date.toString(), date, date, span);
                case CharSequence text when text.toString().equalsIgnoreCase("latest") -> newest(span);
                case CharSequence text -> calendar(text.toString(), span);
                case Integer year when year > 999 && year <= 9_999 -> calendar(year.toString(), span);
                case Long year when year > 999 && year <= 9_999 -> calendar(year.toString(), span);
                default -> {
                    parameters.wrongType(name, value.get(), "a date or a period", span);
                    yield newest(span);
                }
            };
        }
        return newest(span);
    }

    private static Period.End newest(Span span) {
        return new Period.End.Newest(new Day.Latest(span));
    }

    private Period.End calendar(String text, Span span) {
        if (CalendarDays.shaped(text)) {
            LocalDate day = CalendarDays.read(text, span, problems::add);
            return day == null ? newest(span) : new Period.End.Calendar(text, day, day, span);
        }
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            problems.add(Diagnostic.of(span, "'" + text + "' is no period", WRITTEN));
            return newest(span);
        }
        int year = Integer.parseInt(parts.group(1));
        if (parts.group(2) != null) {
            return quarter(text, year, Integer.parseInt(parts.group(2)), span);
        }
        if (parts.group(3) != null) {
            return month(text, year, Integer.parseInt(parts.group(3)), span);
        }
        return new Period.End.Calendar(text, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), span);
    }

    private Period.End quarter(String text, int year, int quarter, Span span) {
        if (quarter < 1 || quarter > 4) {
            problems.add(Diagnostic.of(span, "there is no quarter " + quarter, "quarters are Q1 to Q4"));
            return newest(span);
        }
        LocalDate first = LocalDate.of(year, 3 * quarter - 2, 1);
        return new Period.End.Calendar(
                text.toUpperCase(Locale.ROOT), first, first.plusMonths(3).minusDays(1), span);
    }

    private Period.End month(String text, int year, int month, Span span) {
        if (month < 1 || month > 12) {
            problems.add(Diagnostic.of(span, "there is no month " + month, "months are 01 to 12"));
            return newest(span);
        }
        YearMonth whole = YearMonth.of(year, month);
        return new Period.End.Calendar(text, whole.atDay(1), whole.atEndOfMonth(), span);
    }
}
