package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.source.RowKind;
import java.util.Optional;

/**
 * {@code IMPORT 'path or glob'}: files into canonical days.
 *
 * @param glob a path or glob pattern, relative to the working folder
 * @param format a format's name; empty: recognised from the header
 * @param kind what the rows must be; empty: whatever the files hold
 * @param during only these sessions
 */
public record ImportQuery(String glob, Optional<String> format, Optional<RowKind> kind, Optional<DateRange> during) {}
