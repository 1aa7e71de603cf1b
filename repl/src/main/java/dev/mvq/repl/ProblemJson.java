package dev.mvq.repl;

import dev.mvq.dsl.Linter.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Problems for editors: an array of objects, one a line. */
final class ProblemJson {
    private ProblemJson() {}

    static String of(List<Problem> problems) {
        return problems.isEmpty()
                ? "[]\n"
                : problems.stream().map(ProblemJson::of).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String of(Problem problem) {
        String suggestions = problem.diagnostic().suggestions().stream()
                .map(ProblemJson::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        return "{\"file\": " + quoted(problem.file())
                + ", \"line\": " + problem.line()
                + ", \"column\": " + problem.column()
                + ", \"length\": " + problem.length()
                + ", \"message\": " + quoted(problem.diagnostic().message())
                + ", \"suggestions\": " + suggestions
                + ", \"hint\": " + quoted(problem.diagnostic().remedy()) + "}";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
