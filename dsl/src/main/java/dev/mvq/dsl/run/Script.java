package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.syntax.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A checked text.
 *
 * @param source the text
 * @param files the file it is and those that run it, outermost first; none for a text that is no file
 * @param steps its statements in order
 */
record Script(Source source, List<Path> files, List<Step> steps) {
    Script {
        files = List.copyOf(files);
        steps = List.copyOf(steps);
    }

    /**
     * A statement.
     *
     * @param parsed what it was read from
     * @param file what RUN runs, where its path is known before it runs
     */
    record Step(Parsed parsed, Statement statement, Plan plan, Optional<Script> file) {
        /** Whether it must be read and checked again when its turn has come. */
        boolean isBound() {
            return parsed.isBound() || asksResult(plan);
        }

        private static boolean asksResult(Plan plan) {
            return switch (plan) {
                case Plan.From from -> !from.stored();
                case Plan.Piped piped -> asksResult(piped.source());
                case Plan.Let let -> asksResult(let.value());
                case Plan.Explain explain -> asksResult(explain.explained());
                case Plan.Show show -> show.of().isPresent();
                default -> false;
            };
        }
    }
}
