package dev.mvq.runtime.source;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * What became of one file's rows: {@code rows = kept + identical + superseded + outside + bad}.
 *
 * @param file as found
 * @param format the format it was read by
 * @param rows rows read, header and blank lines apart
 * @param kept rows that are in the days given
 * @param identical rows that said again what another row had said
 * @param superseded rows in whose place another row of the same contract and day was kept: a later capture, or a later row
 * @param outside rows of sessions outside of the period asked for
 * @param badByKind how many rows were kept out, by kind
 */
public record FileReport(
        Path file,
        String format,
        long rows,
        long kept,
        long identical,
        long superseded,
        long outside,
        SortedMap<String, Long> badByKind) {
    /** Rows kept out for what they say. */
    public long bad() {
        return badByKind.values().stream().mapToLong(Long::longValue).sum();
    }
}
