package dev.mvq.dsl.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of rows while a text is checked from its first statement to its last: what the session holds, and what the text will add. */
public final class Scope {
    /** The newest rows. */
    public static final String NEWEST = "last";

    private final Map<String, Schema> results = new LinkedHashMap<>();
    private boolean open;

    /** Takes note that rows will be there under the name; {@code last} and LET names, in any case. */
    public void define(String name, Schema schema) {
        results.put(name.toLowerCase(Locale.ROOT), schema);
    }

    /** Takes note that a file whose name is not known yet may define any name. */
    void open() {
        open = true;
    }

    /** The columns of the rows of that name. */
    Optional<Schema> find(String name) {
        Schema known = results.get(name.toLowerCase(Locale.ROOT));
        return open && known == null ? Optional.of(Schema.OPEN) : Optional.ofNullable(known);
    }

    /** Names of all results. */
    List<String> names() {
        return new ArrayList<>(results.keySet());
    }
}
