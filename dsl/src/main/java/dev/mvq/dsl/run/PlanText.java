package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import dev.mvq.runtime.engine.PlanNode;
import dev.mvq.runtime.market.Instrument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What EXPLAIN prints. */
final class PlanText {
    private PlanText() {}

    /** A plan as a tree, the last step first, what feeds it below. */
    static String tree(PlanNode root) {
        StringBuilder text = new StringBuilder(root.text());
        inputs(root, "", text);
        return text.toString();
    }

    private static void inputs(PlanNode node, String margin, StringBuilder text) {
        List<PlanNode> inputs = node.inputs();
        for (int at = 0; at < inputs.size(); at++) {
            boolean last = at == inputs.size() - 1;
            String indented = inputs.get(at).text().replace("\n", "\n" + margin + (last ? "   " : "│  "));
            text.append('\n').append(margin).append(last ? "└─ " : "├─ ").append(indented);
            inputs(inputs.get(at), margin + (last ? "   " : "│  "), text);
        }
    }

    /** What a statement without a plan tree would do, in a line. */
    static String line(Plan plan, Statement statement) {
        String what = switch (plan) {
            case Plan.Similar p -> "looks for similar rows";
            case Plan.Describe p -> "reads the subject's rows and which embeddings exist";
            case Plan.ImportFiles p ->
                "reads the files that match " + p.glob() + " as "
                        + p.format().orElse("the format their header shows") + ", "
                        + within(p.during(), "every day in them") + ", into canonical days";
            case Plan.ImportSimulated p ->
                p.query().texts().containsKey("format")
                        ? "makes a market and writes its days as raw files"
                        : "makes a market and writes its days";
            case Plan.Generate p ->
                "encodes " + rows(p) + within(p.during(), "every day of the store") + ", "
                        + (p.restart() ? "those already encoded again" : "leaving out those already encoded")
                        + (p.testAfterYear() ? ", tests each year and stops at one that fails" : "")
                        + ", then builds "
                        + (p.fullIndex() ? "every index" : "the indices that are missing")
                        + " and swaps the root";
            case Plan.BuildIndex p ->
                "builds indices of type " + p.query().type().orElse("chosen by size")
                        + " from the stored embeddings, encoding nothing";
            case Plan.TestEmbeddings p ->
                "measures the encoders on " + within(p.during(), "every day of the store")
                        + ", beside baselines, and writes nothing";
            case Plan.Train p ->
                "trains encoders on " + within(p.during(), "every day of the store") + ", and keeps them in the store";
            case Plan.Show p -> "reads " + p.topic().meaning();
            case Plan.Change p -> "changes a setting of this session";
            case Plan.Restore p ->
                "gives a setting its first value, " + p.setting().initial();
            case Plan.Explain p -> "explains, and runs nothing";
            case Plan.Help p -> "prints help";
            case Plan.From p -> "reads rows";
            case Plan.Piped p -> "asks rows";
            case Plan.Let p -> "keeps rows under the name " + p.name();
            case Plan.RunFile p -> "runs the statements of a file";
            case Plan.Ask p -> "looks for the statement that these words mean";
            case Plan.Unbuilt p -> p.meaning() + " (" + p.words() + " is not built yet)";
        };
        return SyntaxPrinter.print(statement) + ": " + what;
    }

    private static String rows(Plan.Generate plan) {
        return plan.subjects().isEmpty()
                ? ""
                : plan.subjects().stream().map(Instrument::name).collect(Collectors.joining(", ", "rows of ", " on "));
    }

    private static String within(Optional<Period> period, String always) {
        return period.map(given -> "the days of " + SyntaxPrinter.period(given)).orElse(always);
    }
}
