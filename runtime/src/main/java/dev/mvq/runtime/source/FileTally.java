package dev.mvq.runtime.source;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what becomes of one file's rows while it is read. */
final class FileTally {
    private final Path file;
    private final SourceFormat format;
    private final SortedMap<String, Long> badByKind = new TreeMap<>();
    private long rows;
    private long kept;
    private long identical;
    private long superseded;
    private long outside;

    FileTally(Path file, SourceFormat format) {
        this.file = file;
        this.format = format;
    }

    Path file() {
        return file;
    }

    SourceFormat format() {
        return format;
    }

    void row() {
        rows++;
    }

    void bad(String kind) {
        badByKind.merge(kind, 1L, Long::sum);
    }

    void outside() {
        outside++;
    }

    /** Adds what became of this file's rows of one day. */
    void add(DayTally day) {
        kept += day.kept;
        identical += day.identical;
        superseded += day.superseded;
    }

    FileReport report() {
        return new FileReport(file, format.name(), rows, kept, identical, superseded, outside, badByKind);
    }

    /** One file's rows of one day; apart, because a day may be given up and read again later. */
    static final class DayTally {
        private long kept;
        private long identical;
        private long superseded;

        void kept() {
            kept++;
        }

        void identical() {
            identical++;
        }

        void replaced() {
            kept--;
            superseded++;
        }

        void superseded() {
            superseded++;
        }
    }
}
