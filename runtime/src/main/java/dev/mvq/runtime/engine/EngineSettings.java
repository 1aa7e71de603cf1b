package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.MvqException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The settings of one engine: defaults, and what SET changed. */
final class EngineSettings {
    private final Map<Setting, String> changed = new EnumMap<>(Setting.class);

    synchronized String get(Setting setting) {
        return changed.getOrDefault(setting, setting.initial());
    }

    int whole(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    synchronized void set(Setting setting, String value) {
        changed.put(setting, checked(setting, value.strip().toLowerCase(Locale.ROOT)));
    }

    private static String checked(Setting setting, String value) {
        if (!setting.choices().isEmpty()) {
            if (!setting.choices().contains(value)) {
                throw new MvqException(
                        "'" + value + "' is no value of " + setting.word(),
                        "it takes " + String.join(", ", setting.choices()));
            }
            return value;
        }
        if (setting.isName()) {
            return value;
        }
        if (setting.isDate()) {
            if (!value.equals(setting.initial()) && !value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                throw new MvqException(
                        "'" + value + "' is no value of " + setting.word(),
                        "it takes a date such as 2024-01-15, or " + setting.initial());
            }
            return value;
        }
        if (!value.matches("[0-9]{1,9}") || !setting.range().contains(Integer.parseInt(value))) {
            throw new MvqException(
                    "'" + value + "' is no value of " + setting.word(), "it takes a whole number, " + setting.range());
        }
        return Integer.toString(Integer.parseInt(value));
    }

    Table table() {
        StringColumn name = StringColumn.create("name");
        StringColumn value = StringColumn.create("value");
        StringColumn initial = StringColumn.create("default");
        StringColumn meaning = StringColumn.create("meaning");
        for (Setting setting : Setting.values()) {
            name.append(setting.word());
            value.append(get(setting));
            initial.append(setting.initial());
            meaning.append(setting.description());
        }
        return Table.create("settings", name, value, initial, meaning);
    }
}
