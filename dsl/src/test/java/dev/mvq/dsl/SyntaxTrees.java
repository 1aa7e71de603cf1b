package dev.mvq.dsl;

import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Statement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trees read from texts and compared without their places. */
final class SyntaxTrees {
    private SyntaxTrees() {}

    static Statement read(String text) {
        List<Parsed> parsed = StatementReader.read(new Source("test", text), text);
        if (parsed.size() != 1 || !parsed.getFirst().problems().isEmpty()) {
            throw new AssertionError(text + "\n" + parsed);
        }
        return parsed.getFirst().statement().orElseThrow();
    }

    /** The tree as nested lists of class names and values, without spans. */
    static Object withoutPlaces(@Nullable Object node) {
        return switch (node) {
            case Span span -> "";
            case List<?> list -> list.stream().map(SyntaxTrees::withoutPlaces).toList();
            case Optional<?> optional -> optional.map(SyntaxTrees::withoutPlaces);
            case Record tree when tree.getClass().getPackageName().startsWith("dev.mvq.dsl") -> ofRecord(tree);
            case null -> "null";
            default -> node;
        };
    }

    private static List<Object> ofRecord(Record tree) {
        List<Object> parts = new ArrayList<>();
        parts.add(tree.getClass().getSimpleName());
        for (RecordComponent component : tree.getClass().getRecordComponents()) {
            try {
                parts.add(withoutPlaces(component.getAccessor().invoke(tree)));
            } catch (ReflectiveOperationException failure) {
                throw new LinkageError("a record hides its component", failure);
            }
        }
        return parts;
    }
}
