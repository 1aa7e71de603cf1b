package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Names;
import dev.mvq.runtime.engine.RowSource;
import dev.mvq.runtime.source.SourceFormats;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names that are the same in every store. */
final class FixedNames implements Names {
    @Override
    public Map<String, String> columns() {
        return RowSource.EMBEDDINGS.columns();
    }

    @Override
    public Map<String, String> formats() {
        Map<String, String> formats = new LinkedHashMap<>();
        SourceFormats.all().forEach(format -> formats.put(format.name(), format.description()));
        return formats;
    }

    @Override
    public Map<String, Map<String, String>> sources() {
        Map<String, Map<String, String>> sources = new LinkedHashMap<>();
        for (RowSource source : RowSource.values()) {
            sources.put(source.word(), source.columns());
        }
        return sources;
    }
}
