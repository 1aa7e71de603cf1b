package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.grammar.generated.MvqParser.SubjectContext;
import dev.mvq.runtime.engine.GivenMarket;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Stock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.tree.TerminalNode;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Subjects: contracts, tickers, parameters, and rows of results, which their turn turns into one of the first two. */
final class SubjectReader {
    private static final Pattern TICKER = Pattern.compile("[A-Z][A-Z0-9]{0,5}(\\.[A-Z]{1,2})?");

    /** What contracts are written with, in any spelling. */
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9._:]+( +[0-9]{6}[CPcp][0-9]{8})?");

    private final Problems problems;
    private final ParameterReader parameters;
    private final LiteralReader literals;

    SubjectReader(Problems problems, ParameterReader parameters, LiteralReader literals) {
        this.problems = problems;
        this.parameters = parameters;
        this.literals = literals;
    }

    /** The subject; several of a parameter that is a list; none, and complained of, where it is none. */
    List<Subject> read(SubjectContext tree) {
        Span span = Spans.of(tree);
        if (tree.PARAMETER() != null) {
            return parameter(ParameterReader.name(tree.PARAMETER()), span);
        }
        if (tree.OPEN() != null) {
            String result = tree.getStart().getText();
            Name name = new Name(result, Spans.of(tree.getStart()));
            return List.of(row(new Subject.Row(name, literals.number(tree.number()), span)));
        }
        if (tree.QUOTED() != null) {
            return quoted(tree.QUOTED(), span).stream().toList();
        }
        String text = tree.getStart().getText();
        if (tree.NUMBERED_WORD() != null && !ContractParser.looksLikeContract(text)) {
            return numbered(text, span).stream().toList();
        }
        boolean contract = tree.tickerWord() == null;
        return (contract ? contract(text, span) : word(text, span)).stream().toList();
    }

    /** What begins with a digit and is too short for a contract. */
    private Optional<Subject> numbered(String text, Span span) {
        problems.add(Diagnostic.of(
                span,
                "'" + text + "' is neither a contract nor a ticker",
                "a ticker that begins with a digit is written \"" + text.toUpperCase(Locale.ROOT) + "\""));
        return Optional.empty();
    }

    private Optional<Subject> contract(String text, Span span) {
        return literals.contract(text, span).map(read -> new Subject.Named(read, span));
    }

    private Optional<Subject> word(String text, Span span) {
        return ContractParser.looksLikeContract(text) ? contract(text, span) : ticker(text, span);
    }

    private Optional<Subject> quoted(TerminalNode quoted, Span span) {
        String text = literals.unquoted(quoted);
        if (text.isBlank()) {
            problems.add(Diagnostic.of(span, "a ticker may not be blank"));
            return Optional.empty();
        }
        return Optional.of(new Subject.Named(new Stock(text), span));
    }

    private Optional<Subject> ticker(String text, Span span) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (!TICKER.matcher(upper).matches()) {
            problems.add(
                    Diagnostic.of(
                            span,
                            "'" + text + "' is no ticker",
                            "a ticker is up to six letters and digits, such as AAPL or BRK.B; a contract is written AAPL_20240119_150_C"));
            return Optional.empty();
        }
        return Optional.of(new Subject.Named(new Stock(upper), span));
    }

    private List<Subject> parameter(String name, Span span) {
        if (!parameters.known()) {
            return List.of(new Subject.Parameter(name, span));
        }
        Optional<Object> value = parameters.find(name, span);
        if (value.isEmpty()) {
            return List.of();
        }
        Collection<?> all = value.get() instanceof Collection<?> list ? list : List.of(value.get());
        if (all.isEmpty()) {
            problems.add(Diagnostic.of(span, name + " is an empty list"));
        }
        return all.stream().flatMap(each -> one(name, each, span).stream()).toList();
    }

    /** A text is taken whole: what is neither a contract nor fit to be a ticker is an unknown ticker. */
    private Optional<Subject> one(String name, Object value, Span span) {
        return switch (value) {
            case CharSequence text
            when WRITTEN.matcher(text).matches() && ContractParser.looksLikeContract(text.toString()) ->
                contract(text.toString(), span);
            case CharSequence text
            when !text.toString().isBlank() -> {
                String upper = text.toString().toUpperCase(Locale.ROOT);
                String ticker = TICKER.matcher(upper).matches() ? upper : text.toString();
                yield Optional.of(new Subject.Named(new Stock(ticker), span));
            }
            case Row row -> Optional.of(found(column -> cell(row, column), span));
            case Table table -> given(name, table, span);
            default -> {
                parameters.wrongType(name, value, "a contract or a ticker", span);
                yield Optional.empty();
            }
        };
    }

    private Optional<Subject> given(String name, Table table, Span span) {
        try {
            return Optional.of(new Subject.Given(name, GivenMarket.of(table), span));
        } catch (MvqException e) {
            problems.add(Diagnostic.of(span, e.getMessage(), e.remedy()));
            return Optional.empty();
        }
    }

    private Subject row(Subject.Row row) {
        Num index = row.index();
        if (!index.isParameter() && !(index.isWhole() && index.value() >= 0)) {
            problems.add(Diagnostic.of(index.span(), "rows are counted from 0, and this is " + index.text()));
            return row;
        }
        return parameters.known() && !index.isParameter() ? find(row) : row;
    }

    private Subject find(Subject.Row row) {
        Bindings bindings = parameters.bindings();
        String name = row.result().text();
        Optional<Table> table = bindings.result(name);
        if (table.isEmpty()) {
            problems.add(Diagnostic.misspelled(
                    row.result().span(), "there is no result '" + name + "'", name, List.copyOf(bindings.results())));
            return row;
        }
        int rows = table.get().rowCount();
        if (row.index().value() >= rows) {
            String there = rows == 0 ? "it is empty" : "its last is " + name + "[" + (rows - 1) + "]";
            problems.add(Diagnostic.of(
                    row.index().span(), name + " has no row " + row.index().text(), there));
            return row;
        }
        return found(column -> cell(table.get(), column, (int) row.index().value()), row.span());
    }

    /** The contract or stock that a row is about, on the row's day. */
    private Subject found(Function<String, Optional<String>> cells, Span span) {
        Optional<String> contract = cells.apply("contract");
        Optional<String> stock = cells.apply("ticker").or(() -> cells.apply("underlying"));
        Optional<LocalDate> day = cells.apply("date").map(LocalDate::parse);
        Optional<Subject> subject = contract.isPresent()
                ? literals.contract(contract.get(), span).map(read -> new Subject.Found(read, day, span))
                : stock.map(ticker -> new Subject.Found(new Stock(ticker), day, span));
        return subject.orElseGet(() -> {
            problems.add(Diagnostic.of(
                    span,
                    "this row is about no contract and no stock",
                    "it has no column contract, ticker or underlying"));
            return new Subject.Found(new Stock("?"), day, span);
        });
    }

    private static Optional<String> cell(Table table, String column, int row) {
        return table.containsColumn(column) && !table.column(column).isMissing(row)
                ? Optional.of(String.valueOf(table.column(column).get(row)))
                : Optional.empty();
    }

    private static Optional<String> cell(Row row, String column) {
        return row.columnNames().contains(column) && !row.isMissing(column)
                ? Optional.of(String.valueOf(row.getObject(column)))
                : Optional.empty();
    }
}
