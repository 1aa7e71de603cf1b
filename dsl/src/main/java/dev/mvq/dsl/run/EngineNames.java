package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Names;
import dev.mvq.runtime.engine.Mvq;
import java.util.Map;
import java.util.function.Supplier;

/** The engine's names; it is opened only when one is asked for. */
record EngineNames(Supplier<? extends Mvq> engine) implements Names {
    private static final Names FIXED = FixedNames.read();

    @Override
    public Map<String, String> columns() {
        return engine.get().columns();
    }

    @Override
    public Map<String, String> formats() {
        return engine.get().formats();
    }

    @Override
    public Map<String, Map<String, String>> sources() {
        return FIXED.sources();
    }
}
