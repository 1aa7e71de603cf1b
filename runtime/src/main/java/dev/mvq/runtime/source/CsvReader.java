package dev.mvq.runtime.source;

import dev.mvq.runtime.storage.Stoppable;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a CSV file: UTF-8 with or without a byte order mark, LF or CRLF, {@code "…"} around fields with {@code ""} for a
 * quote. A quoted field ends on its line. No line costs more memory than {@link #LONGEST_LINE}.
 */
final class CsvReader implements Closeable {
    static final int LONGEST_LINE = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final char[] buffer = new char[32 * 1024];
    private final StringBuilder text = new StringBuilder();
    private int position;
    private int limit;
    private long line;
    private boolean tooLong;

    CsvReader(Path file) throws IOException {
        this(new InputStreamReader(new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    CsvReader(Reader reader) {
        this.reader = reader;
    }

    /** Goes to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        while (readLine()) {
            if (tooLong || !text.toString().isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Number of the line, from 1. */
    long line() {
        return line;
    }

    /** The line's fields, blanks around them dropped. */
    List<String> fields() throws BadRowException {
        if (tooLong) {
            throw new BadRowException("line too long", "more than " + LONGEST_LINE + " characters");
        }
        String row = text.toString();
        return row.indexOf('"') < 0 ? plain(row) : quoted(row);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static List<String> plain(String row) {
        List<String> fields = new ArrayList<>(32);
        int start = 0;
        for (int comma = row.indexOf(','); comma >= 0; comma = row.indexOf(',', start)) {
            fields.add(row.substring(start, comma).strip());
            start = comma + 1;
        }
        fields.add(row.substring(start).strip());
        return fields;
    }

    private static List<String> quoted(String row) throws BadRowException {
        List<String> fields = new ArrayList<>(32);
        StringBuilder field = new StringBuilder();
        boolean open = false;
        for (int at = 0; at < row.length(); at++) {
            char c = row.charAt(at);
            if (c == '"' && open && at + 1 < row.length() && row.charAt(at + 1) == '"') {
                field.append(c);
                at++;
            } else if (c == '"') {
                open = !open;
            } else if (c == ',' && !open) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (open) {
            throw new BadRowException("unclosed quote", "a field begins with \" and does not end on its line");
        }
        fields.add(field.toString().strip());
        return fields;
    }

    private boolean readLine() throws IOException {
        text.setLength(0);
        tooLong = false;
        line++;
        boolean any = false;
        for (int c = read(); c >= 0; c = read()) {
            any = true;
            if (c == '\n' || (tooLong && line == 1)) {
                break; // a first line without end is no header, however long the file
            }
            append((char) c);
        }
        int last = text.length() - 1;
        if (last >= 0 && text.charAt(last) == '\r') {
            text.setLength(last);
        }
        return any;
    }

    private void append(char c) {
        if (line == 1 && text.isEmpty() && c == BYTE_ORDER_MARK) {
            return;
        }
        if (text.length() < LONGEST_LINE) {
            text.append(c);
        } else {
            tooLong = true;
        }
    }

    private int read() throws IOException {
        if (position == limit) {
            Stoppable.check();
            limit = reader.read(buffer);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[position++];
    }
}
