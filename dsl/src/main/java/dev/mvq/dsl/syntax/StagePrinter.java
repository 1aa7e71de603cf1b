package dev.mvq.dsl.syntax;

/** Stages back to text, without the bar before them. */
public final class StagePrinter {
    private StagePrinter() {}

    /** One stage. */
    public static String print(Stage stage) {
        return switch (stage) {
            case Stage.Where s -> "WHERE " + ExpressionPrinter.print(s.condition());
            case Stage.Sort s -> "SORT BY " + SyntaxPrinter.joined(s.keys(), StagePrinter::key, ", ");
            case Stage.Limit s -> "LIMIT " + s.rows().text();
            case Stage.Keep s -> "KEEP " + SyntaxPrinter.joined(s.columns(), StagePrinter::column, ", ");
            case Stage.Drop s -> "DROP " + SyntaxPrinter.joined(s.columns(), StagePrinter::column, ", ");
            case Stage.Rename s -> "RENAME " + SyntaxPrinter.joined(s.renamings(), StagePrinter::renaming, ", ");
            case Stage.Derive s -> "DERIVE " + SyntaxPrinter.joined(s.derivations(), StagePrinter::derivation, ", ");
            case Stage.Stats s ->
                "STATS " + SyntaxPrinter.joined(s.statistics(), StagePrinter::named, ", ")
                        + (s.groups().isEmpty()
                                ? ""
                                : " BY " + SyntaxPrinter.joined(s.groups(), StagePrinter::named, ", "));
            case Stage.Outcome s -> "OUTCOME " + SyntaxPrinter.joined(s.horizons(), Num::text, ", ") + " DAYS";
            case Stage.Plot s ->
                "PLOT" + s.kind().map(kind -> " " + kind.text()).orElse("")
                        + s.file()
                                .map(file -> " TO " + SyntaxPrinter.value(file))
                                .orElse("");
            case Stage.Save s -> "SAVE TO " + SyntaxPrinter.value(s.file());
        };
    }

    private static String key(Stage.Key key) {
        return ExpressionPrinter.value(key.value()) + (key.descending() ? " DESC" : "");
    }

    private static String renaming(Stage.Renaming renaming) {
        return column(renaming.from()) + " AS " + column(renaming.to());
    }

    private static String derivation(Stage.Derivation derivation) {
        return column(derivation.column()) + " = " + ExpressionPrinter.print(derivation.value());
    }

    private static String named(Stage.Named named) {
        return ExpressionPrinter.value(named.value())
                + named.name().map(name -> " AS " + column(name)).orElse("");
    }

    private static String column(Name name) {
        return ExpressionPrinter.column(name.text());
    }
}
