package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Names;
import dev.mvq.runtime.engine.RowSource;
import dev.mvq.runtime.source.SourceFormats;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names that are the same in every store.
 *
 * @param columns of a contract-day
 * @param formats that IMPORT knows
 * @param sources that FROM can name
 */
record FixedNames(Map<String, String> columns, Map<String, String> formats, Map<String, Map<String, String>> sources)
        implements Names {
    static FixedNames read() {
        Map<String, String> formats = new LinkedHashMap<>();
        SourceFormats.all().forEach(format -> formats.put(format.name(), format.description()));
        Map<String, Map<String, String>> sources = new LinkedHashMap<>();
        for (RowSource source : RowSource.values()) {
            sources.put(source.word(), source.columns());
        }
        return new FixedNames(RowSource.EMBEDDINGS.columns(), formats, sources);
    }
}
