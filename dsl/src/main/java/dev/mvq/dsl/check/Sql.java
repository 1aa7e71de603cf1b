package dev.mvq.dsl.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * DuckDB SQL of an expression.
 *
 * @param text with {@code ?} for each parameter
 * @param parameters in the order of their question marks
 * @param kind what it gives
 * @param column the column's name where it is a bare column, else empty
 * @param isReal whether it is a floating number already
 */
record Sql(String text, List<Object> parameters, Kind kind, String column, boolean isReal) {
    static final Sql UNKNOWN = new Sql("NULL", List.of(), Kind.UNKNOWN, "", false);

    static Sql column(String name, Kind kind) {
        return new Sql(quoted(name), List.of(), kind, name, false);
    }

    /** SQL of ours as it stands. */
    static Sql text(String text) {
        return new Sql(text, List.of(), Kind.UNKNOWN, "", false);
    }

    /** A name as SQL quotes it. */
    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** This and the other behind it. */
    Sql then(Sql other) {
        List<Object> both = new ArrayList<>(parameters);
        both.addAll(other.parameters);
        return new Sql(text + other.text, both, other.kind, "", false);
    }

    /** With the type that rows of its kind have: a bound value has none of its own, and a whole one would divide as a whole. */
    Sql typed() {
        return switch (kind) {
            case TEXT -> of(kind, "CAST($ AS VARCHAR)", this);
            case NUMBER -> text.equals("?") && !(parameters.getFirst() instanceof Long) ? real() : whole();
            case DATE -> of(kind, "CAST($ AS DATE)", this);
            case TRUTH -> of(kind, "CAST($ AS BOOLEAN)", this);
            case UNKNOWN -> this;
        };
    }

    /** As {@link #typed}, where it is a bound value; whatever is computed has a type already, and needs no deeper nesting for it. */
    Sql bound() {
        return text.equals("?") ? typed() : this;
    }

    /** How deep {@code nullif} stands in itself. DuckDB writes the value of each out twice, so what it works on doubles with each level. */
    int nullings() {
        Deque<Boolean> open = new ArrayDeque<>();
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '"';
            if (c == '(' && !quoted) {
                boolean nulls = text.startsWith("nullif", at - 6);
                open.push(nulls);
                depth += nulls ? 1 : 0;
                deepest = Math.max(deepest, depth);
            } else if (c == ')' && !quoted && open.pop()) {
                depth--;
            }
        }
        return deepest;
    }

    static Sql parameter(Object value, Kind kind) {
        return new Sql("?", List.of(value), kind, "", false);
    }

    /** Fills each {@code $} of the template with the text of the next part, in order. */
    static Sql of(Kind kind, String template, Sql... parts) {
        return of(kind, template, Arrays.asList(parts));
    }

    static Sql of(Kind kind, String template, List<Sql> parts) {
        StringBuilder text = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        int next = 0;
        for (int at = 0; at < template.length(); at++) {
            if (template.charAt(at) == '$') {
                Sql part = parts.get(next++);
                text.append(part.text);
                parameters.addAll(part.parameters);
            } else {
                text.append(template.charAt(at));
            }
        }
        return new Sql(text.toString(), parameters, kind, "", false);
    }

    /** {@code left part between part … right}. */
    static Sql joined(Kind kind, String left, String between, String right, List<Sql> parts) {
        String holes = String.join(
                between, Stream.generate(() -> "$").limit(parts.size()).toList());
        return of(kind, left + holes + right, parts);
    }

    /** A bound whole number has no type before it is bound; whatever is computed has its own. */
    private Sql whole() {
        return text.equals("?") ? of(kind, "CAST($ AS BIGINT)", this) : this;
    }

    /** As a floating number: whole columns and whole parameters would divide and overflow as integers. */
    Sql real() {
        return isReal ? this : of(kind, "CAST($ AS DOUBLE)", this).known();
    }

    /** What is computed from floating numbers is one. */
    Sql known() {
        return new Sql(text, parameters, kind, column, true);
    }
}
