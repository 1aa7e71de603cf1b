package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.grammar.generated.MvqParser.BodyContext;
import dev.mvq.grammar.generated.MvqParser.BuildIndexContext;
import dev.mvq.grammar.generated.MvqParser.DescribeContext;
import dev.mvq.grammar.generated.MvqParser.ExplainContext;
import dev.mvq.grammar.generated.MvqParser.GenerateContext;
import dev.mvq.grammar.generated.MvqParser.HelpContext;
import dev.mvq.grammar.generated.MvqParser.ImportMarketContext;
import dev.mvq.grammar.generated.MvqParser.ResetSettingContext;
import dev.mvq.grammar.generated.MvqParser.SetSettingContext;
import dev.mvq.grammar.generated.MvqParser.ShowContext;
import dev.mvq.grammar.generated.MvqParser.SimilarToContext;
import dev.mvq.grammar.generated.MvqParser.StatementContext;
import dev.mvq.grammar.generated.MvqParser.TestEmbeddingsContext;
import dev.mvq.runtime.market.Stock;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** One statement's parse tree to its syntax tree. */
final class TreeReader {
    private final LiteralReader literals;
    private final ClauseReader clauses;

    TreeReader(Problems problems) {
        this.literals = new LiteralReader(problems);
        this.clauses = new ClauseReader(problems, literals, new ExpressionReader(problems));
    }

    Statement statement(StatementContext tree) {
        return body(tree.body());
    }

    private Statement body(BodyContext body) {
        Span span = Spans.of(body);
        return switch (body.getChild(0)) {
            case SimilarToContext tree ->
                new Statement.SimilarTo(
                        literals.subjects(tree.subjects().subject()), clauses(tree.similarClause()), span);
            case ImportMarketContext tree -> importMarket(tree, span);
            case GenerateContext tree ->
                tree.FULL() == null
                        ? new Statement.GenerateEmbeddings(clauses(tree.generateClause()), span)
                        : new Statement.GenerateFullIndex(span);
            case BuildIndexContext tree -> new Statement.BuildIndex(clauses(tree.buildClause()), span);
            case TestEmbeddingsContext tree -> new Statement.TestEmbeddings(clauses(tree.during()), span);
            case ShowContext tree -> new Statement.Show(name(tree.showTopic()), clauses(tree.showClause()), span);
            case DescribeContext tree -> describe(tree, span);
            case SetSettingContext tree ->
                new Statement.SetSetting(name(tree.setting()), clauses.value(tree.settingValue()), span);
            case ResetSettingContext tree -> new Statement.ResetSetting(name(tree.setting()), span);
            case ExplainContext tree -> new Statement.Explain(body(tree.body()), span);
            case HelpContext tree ->
                new Statement.Help(
                        tree.helpTopic().stream().map(TreeReader::name).toList(), span);
            default -> throw new IllegalStateException("no reader for " + body.getText());
        };
    }

    private Statement importMarket(ImportMarketContext tree, Span span) {
        List<Clause> read = clauses(tree.importClause());
        if (tree.path() == null) {
            return new Statement.ImportSimulated(read, span);
        }
        Span place = Spans.of(tree.path());
        if (tree.path().PARAMETER() != null) {
            literals.notBuilt(place, "parameters are");
            return new Statement.ImportFiles(new Value("", Value.Kind.TEXT, place), read, span);
        }
        String path = literals.unquoted(tree.path().STRING());
        return new Statement.ImportFiles(new Value(path, Value.Kind.TEXT, place), read, span);
    }

    private Statement describe(DescribeContext tree, Span span) {
        Optional<Subject> subject = literals.subject(tree.subject());
        // Where the subject was refused the statement will not run; its clauses are still checked.
        Subject about = subject.orElseGet(() -> new Subject(new Stock("?"), Spans.of(tree.subject())));
        return new Statement.Describe(about, clauses(tree.at()), span);
    }

    private List<Clause> clauses(List<? extends ParserRuleContext> trees) {
        return trees.stream().flatMap(tree -> clauses.read(tree).stream()).toList();
    }

    static Name name(ParserRuleContext tree) {
        return new Name(tree.getText(), Spans.of(tree));
    }
}
