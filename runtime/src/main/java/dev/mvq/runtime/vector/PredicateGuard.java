package dev.mvq.runtime.vector;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A last look at a condition before it becomes part of a query. The language checks conditions and binds every literal; this
 * makes sure that whatever else builds one can only compute on columns: no text of its own, no second statement, no reading elsewhere.
 */
final class PredicateGuard {
    private static final Pattern FORBIDDEN_SIGN = Pattern.compile("['$;{}\\[\\]]|--|/\\*");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> FORBIDDEN_WORDS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        FORBIDDEN_WORDS.addAll(Set.of(
                "select",
                "from",
                "with",
                "copy",
                "attach",
                "install",
                "load",
                "pragma",
                "call",
                "getenv",
                "query",
                "query_table",
                "glob",
                "current_setting"));
    }

    private PredicateGuard() {}

    static RowPredicate checked(RowPredicate predicate) {
        String sql = predicate.sql();
        if (FORBIDDEN_SIGN.matcher(sql).find() || sql.isBlank()) {
            throw new IllegalArgumentException("not a condition on columns: " + sql);
        }
        Matcher words = WORD.matcher(sql);
        while (words.find()) {
            if (FORBIDDEN_WORDS.contains(words.group()) || words.group().startsWith("read_")) {
                throw new IllegalArgumentException("not a condition on columns: " + sql);
            }
        }
        if (sql.chars().filter(c -> c == '?').count() != predicate.parameters().size()) {
            throw new IllegalArgumentException("a condition binds each of its parameters once: " + sql);
        }
        return predicate;
    }
}
