package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.grammar.generated.MvqParser.DayContext;
import dev.mvq.grammar.generated.MvqParser.NumberContext;
import dev.mvq.grammar.generated.MvqParser.PeriodContext;
import dev.mvq.grammar.generated.MvqParser.QuoteContext;
import dev.mvq.grammar.generated.MvqParser.SubjectContext;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.MalformedContractException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Tokens to subjects, days, periods and numbers; what is none is refused by name, and something harmless stands in for it. */
final class LiteralReader {
    private final Problems problems;
    private final ParameterReader parameters;
    private final SubjectReader subjects;

    LiteralReader(Problems problems, ParameterReader parameters) {
        this.problems = problems;
        this.parameters = parameters;
        this.subjects = new SubjectReader(problems, parameters, this);
    }

    ParameterReader parameters() {
        return parameters;
    }

    List<Subject> subjects(List<SubjectContext> trees) {
        return trees.stream().flatMap(tree -> subjects.read(tree).stream()).toList();
    }

    /** A text in quotes, or the parameter in its place. */
    Value quote(QuoteContext tree) {
        Span span = Spans.of(tree);
        return tree.PARAMETER() == null
                ? new Value(unquoted(tree.STRING()), Value.Kind.TEXT, span)
                : parameters.text(ParameterReader.name(tree.PARAMETER()), span);
    }

    /** The contract; empty, and the wrong part told, where it is malformed. */
    Optional<Contract> contract(String text, Span span) {
        try {
            return Optional.of(ContractParser.parse(text));
        } catch (MalformedContractException malformed) {
            problems.add(malformed(malformed, text, span, 0));
            return Optional.empty();
        }
    }

    /** The problem, with its place in the text; the word begins {@code offset} code points into the span. */
    static Diagnostic malformed(MalformedContractException malformed, String text, Span span, int offset) {
        int before = text.codePointCount(0, malformed.offset());
        int length = text.codePointCount(malformed.offset(), malformed.offset() + malformed.length());
        return Diagnostic.of(span.part(offset + before, length), malformed.getMessage());
    }

    Num number(NumberContext tree) {
        Span span = Spans.of(tree);
        if (tree.PARAMETER() != null) {
            return parameters.number(ParameterReader.name(tree.PARAMETER()), span);
        }
        boolean negative = tree.MINUS() != null;
        Num read = unsigned(tree.getStop().getText(), span, problems);
        return negative ? new Num(-read.value(), "-" + read.text(), span) : read;
    }

    /** A number without sign, as its token writes it. */
    static Num unsigned(String text, Span span, Problems problems) {
        boolean percent = text.endsWith("%");
        String digits = (percent ? text.substring(0, text.length() - 1) : text).replace("_", "");
        double value = Double.parseDouble(digits) / (percent ? 100 : 1);
        if (Double.isInfinite(value)) {
            problems.add(Diagnostic.of(span, "the number is too large"));
        }
        return new Num(value, text, span);
    }

    Day day(DayContext tree) {
        Span span = Spans.of(tree);
        Token token = tree.getStart();
        return switch (token.getType()) {
            case MvqLexer.LATEST -> new Day.Latest(span);
            case MvqLexer.TODAY -> new Day.Today(span);
            case MvqLexer.CALENDAR_DAY -> on(token.getText(), span);
            case MvqLexer.STRING -> on(unquoted(token.getText()), span);
            case MvqLexer.PARAMETER -> parameter(token.getText().substring(1), span);
            default -> {
                problems.add(Diagnostic.of(
                        span, "'" + token.getText() + "' is not one day", "a date is written 2024-01-15, or LATEST"));
                yield new Day.Latest(span);
            }
        };
    }

    private Day parameter(String name, Span span) {
        if (!parameters.known()) {
            return new Day.Parameter(name, span);
        }
        Optional<Object> value = parameters.find(name, span);
        if (value.isPresent()) {
            return switch (value.get()) {
                case LocalDate date -> new Day.On(date, span);
                case CharSequence text when text.toString().equalsIgnoreCase("latest") -> new Day.Latest(span);
                case CharSequence text when text.toString().equalsIgnoreCase("today") -> new Day.Today(span);
                case CharSequence text -> on(text.toString(), span);
                default -> {
                    parameters.wrongType(name, value.get(), "a date", span);
                    yield new Day.Latest(span);
                }
            };
        }
        return new Day.Latest(span);
    }

    private Day on(String text, Span span) {
        LocalDate date = CalendarDays.read(text, span, problems::add);
        return date == null ? new Day.Latest(span) : new Day.On(date, span);
    }

    /** What is wrong with a calendar day, if anything. */
    Optional<Diagnostic> calendarDay(String text, Span span) {
        Problems found = new Problems();
        LocalDate _ = CalendarDays.read(text, span, found::add);
        return found.list().stream().findFirst();
    }

    Period period(PeriodContext tree) {
        return new PeriodReader(problems, this).read(tree);
    }

    String unquoted(TerminalNode node) {
        return unquoted(node.getText());
    }

    /** Takes the quotes off, and one of each doubled quote inside. */
    static String unquoted(String text) {
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
