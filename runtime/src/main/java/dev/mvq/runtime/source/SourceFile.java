package dev.mvq.runtime.source;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A file whose form is known, and which of its sessions have been seen. */
final class SourceFile {
    private static final String CSV_ONLY = "CSV is read; nothing is unpacked or converted here, so do that first";

    private final Path path;
    private final SourceFormat format;
    private final FileTally tally;
    private final boolean made;
    private @Nullable LocalDate lastSession;

    /** Takes what a file's lines say. */
    interface Rows {
        void row(SourceRow row);

        void bad(long line, BadRowException reason);
    }

    private SourceFile(Path path, SourceFormat format) {
        this.path = path;
        this.format = format;
        this.tally = new FileTally(path, format);
        this.made = StreamSupport.stream(path.spliterator(), false)
                .anyMatch(part -> part.toString().equals(Importer.MADE));
    }

    /**
     * Looks at the header only.
     *
     * @throws MvqException where the file is empty, unreadable, no text, or of no known form
     */
    static SourceFile open(Path path, Optional<SourceFormat> named) {
        try (CsvReader reader = new CsvReader(path)) {
            FileKind.of(path).ifPresent(kind -> {
                throw new MvqException(path + " is " + kind.words() + ", and no text", CSV_ONLY);
            });
            CsvHeader header = header(reader, path);
            SourceFormat format = named.orElseGet(() -> SourceFormats.recognise(header, path));
            format.require(header, path);
            return new SourceFile(path, format);
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        }
    }

    FileTally tally() {
        return tally;
    }

    SourceFormat format() {
        return format;
    }

    Path path() {
        return path;
    }

    /** Whether the file may hold sessions from that day on; it may before it was read once. */
    boolean reaches(LocalDate day) {
        return lastSession == null || !lastSession.isBefore(day);
    }

    /** Reads all rows. */
    void read(Identities identities, Rows rows) {
        try (CsvReader reader = new CsvReader(path)) {
            CsvHeader header = header(reader, path);
            while (reader.next()) {
                readRow(reader, header, identities, rows);
            }
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        }
    }

    private void readRow(CsvReader reader, CsvHeader header, Identities identities, Rows rows) {
        SourceRow row;
        try {
            row = format.read(new CsvRow(header, reader.fields()), path, identities);
        } catch (BadRowException bad) {
            rows.bad(reader.line(), bad);
            return;
        }
        if (lastSession == null || row.session().isAfter(lastSession)) {
            lastSession = row.session();
        }
        rows.row(made ? row.made() : row);
    }

    private static CsvHeader header(CsvReader reader, Path path) throws IOException {
        if (!reader.next()) {
            throw new MvqException(path + " is empty", "a file begins with a header of column names");
        }
        try {
            CsvHeader header = new CsvHeader(reader.fields());
            if (header.isText()) {
                return header;
            }
            throw new MvqException(path + " is no text file", CSV_ONLY);
        } catch (BadRowException malformed) {
            throw new MvqException(
                    path + " has no header that can be read: " + malformed.detail(),
                    "a file begins with a header of column names",
                    malformed);
        }
    }

    private static MvqException unreadable(Path path, IOException failure) {
        return new MvqException(
                "cannot read " + path + " (" + failure.getClass().getSimpleName() + ")",
                "is it there, and readable to you?",
                failure);
    }
}
