package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.grammar.generated.MvqParser;
import dev.mvq.grammar.generated.MvqParser.BodyContext;
import dev.mvq.grammar.generated.MvqParser.CommandContext;
import dev.mvq.grammar.generated.MvqParser.StatementContext;
import dev.mvq.runtime.market.Stock;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** One statement's parse tree to its syntax tree. */
final class TreeReader {
    private static final String NEWEST = "last";

    private final LiteralReader literals;
    private final ClauseReader clauses;
    private final StageReader stages;

    TreeReader(Problems problems, Bindings bindings) {
        this.literals = new LiteralReader(problems, new ParameterReader(problems, bindings));
        ExpressionReader expressions = new ExpressionReader(problems, literals);
        this.clauses = new ClauseReader(problems, literals, expressions);
        this.stages = new StageReader(literals, expressions);
    }

    Statement statement(StatementContext tree) {
        return body(tree.body());
    }

    private Statement body(BodyContext body) {
        Span span = Spans.of(body);
        if (body.explain() != null) {
            return new Statement.Explain(
                    body.explain().ANALYZE() != null, body(body.explain().body()), span);
        }
        if (body.let() != null) {
            return new Statement.Let(name(body.let().letName()), body(body.let().body()), span);
        }
        List<Stage> piped = body.piped().stage().stream().map(stages::read).toList();
        CommandContext command = body.piped().command();
        Statement source = command == null ? goingOn(span) : command(command);
        return piped.isEmpty() ? source : new Statement.Piped(source, piped, span);
    }

    /** Stages without a statement go on with the newest rows. */
    private static Statement goingOn(Span span) {
        Span bar = span.first(1);
        return new Statement.From(new Name(NEWEST, bar), List.of(), bar);
    }

    private Statement command(CommandContext command) {
        Span span = Spans.of(command);
        return switch (command.getChild(0)) {
            case MvqParser.SimilarToContext tree -> similar(tree, span);
            case MvqParser.CompareContext tree ->
                new Statement.Compare(dated(tree.dated(0)), dated(tree.dated(1)), clauses.read(tree.on()), span);
            case MvqParser.DescribeContext tree -> describe(tree, span);
            case MvqParser.FindContext tree -> find(tree, span);
            case MvqParser.AnalyzeContext tree ->
                new Statement.Analyze(name(tree.pattern()), clauses.read(tree.analyzeClause()), span);
            case MvqParser.ImportMarketContext tree -> importMarket(tree, span);
            case MvqParser.GenerateContext tree ->
                tree.FULL() == null
                        ? new Statement.GenerateEmbeddings(clauses.read(tree.generateClause()), span)
                        : new Statement.GenerateFullIndex(clauses.read(tree.fullIndexClause()), span);
            case MvqParser.BuildIndexContext tree -> new Statement.BuildIndex(clauses.read(tree.buildClause()), span);
            case MvqParser.TestEmbeddingsContext tree ->
                new Statement.TestEmbeddings(clauses.read(tree.during()), span);
            case MvqParser.TrainEncodersContext tree ->
                new Statement.TrainEncoders(clauses.read(tree.trainClause()), span);
            case MvqParser.FromContext tree -> from(tree);
            case MvqParser.ShowContext tree ->
                new Statement.Show(name(tree.showTopic()), clauses.read(tree.showClause()), span);
            case MvqParser.SetSettingContext tree ->
                new Statement.SetSetting(name(tree.setting()), clauses.value(tree.settingValue()), span);
            case MvqParser.ResetSettingContext tree -> new Statement.ResetSetting(name(tree.setting()), span);
            case MvqParser.RunFileContext tree -> new Statement.RunFile(literals.quote(tree.quote()), span);
            case MvqParser.AskContext tree -> new Statement.Ask(literals.quote(tree.quote()), span);
            case MvqParser.HelpContext tree -> new Statement.Help(names(tree.helpTopic()), span);
            default -> throw new IllegalStateException("no reader for " + command.getText());
        };
    }

    private Statement similar(MvqParser.SimilarToContext tree, Span span) {
        List<Clause> read = clauses.read(tree.similarClause());
        MvqParser.EachContext each = tree.about().each();
        if (each == null) {
            return new Statement.SimilarTo(
                    literals.subjects(tree.about().subjects().subject()), read, span);
        }
        Statement.From from = from(each.from());
        List<Stage> piped = each.stage().stream().map(stages::read).toList();
        Statement rows = piped.isEmpty() ? from : new Statement.Piped(from, piped, Spans.of(each));
        return new Statement.SimilarToEach(rows, read, span);
    }

    private Statement.Dated dated(MvqParser.DatedContext tree) {
        Optional<Clause.At> at = Optional.ofNullable(tree.at())
                .map(clause -> new Clause.At(literals.day(clause.day()), Spans.of(clause)));
        return new Statement.Dated(literals.subjects(tree.subjects().subject()), at, Spans.of(tree));
    }

    private Statement find(MvqParser.FindContext tree, Span span) {
        if (tree.REGIME() != null) {
            return new Statement.FindRegimeChanges(clauses.read(tree.regimeClause()), span);
        }
        return tree.ARBITRAGE() != null
                ? new Statement.FindArbitrage(clauses.read(tree.arbitrageClause()), span)
                : new Statement.FindAnomalies(clauses.read(tree.anomalyClause()), span);
    }

    private Statement importMarket(MvqParser.ImportMarketContext tree, Span span) {
        List<Clause> read = clauses.read(tree.importClause());
        return tree.path() == null
                ? new Statement.ImportSimulated(read, span)
                : new Statement.ImportFiles(literals.quote(tree.path().quote()), read, span);
    }

    private Statement.From from(MvqParser.FromContext tree) {
        return new Statement.From(name(tree.rowSource()), clauses.read(tree.fromClause()), Spans.of(tree));
    }

    private Statement describe(MvqParser.DescribeContext tree, Span span) {
        List<Subject> subjects = literals.subjects(List.of(tree.subject()));
        // Where the subject was refused the statement will not run; its clauses are still checked.
        Subject about =
                subjects.isEmpty() ? new Subject.Named(new Stock("?"), Spans.of(tree.subject())) : subjects.getFirst();
        return new Statement.Describe(about, clauses.read(tree.at()), span);
    }

    static Name name(ParserRuleContext tree) {
        return new Name(tree.getText(), Spans.of(tree));
    }

    static List<Name> names(List<? extends ParserRuleContext> trees) {
        return trees.stream().map(TreeReader::name).toList();
    }
}
