package dev.mvq.repl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is written for programs reads back as what it was. */
class RoundTripProperties {
    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("ab ,;\"'\\\n\r\t\u001b\u202eé日")
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Double>> numbers() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles(), Arbitraries.just(Double.NaN), Arbitraries.of(1e-5, 0.1, -0.0, 1e22))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static String render(TableRenderer renderer, Table table) {
        StringBuilder out = new StringBuilder();
        renderer.render(table, out);
        return out.toString();
    }

    @Property(tries = 300)
    void csv_texts_read_back(@ForAll("texts") List<String> texts) {
        String csv = render(new CsvTable(Page.file()), texts(texts));

        List<List<String>> expected = new ArrayList<>(List.of(List.of("x, \"y\"", "n")));
        texts.forEach(text -> expected.add(List.of(text, "1")));
        assertEquals(expected, parsed(csv));
    }

    private static Table texts(List<String> texts) {
        StringColumn column = StringColumn.create("x, \"y\"", texts);
        return Table.create(
                column, DoubleColumn.create("n", texts.stream().map(text -> 1.0).toList()));
    }

    @Property(tries = 300)
    void csv_numbers_read_back_to_the_last_bit(@ForAll("numbers") List<Double> numbers) {
        String csv = render(new CsvTable(Page.file()), Table.create(DoubleColumn.create("n", numbers)));

        List<List<String>> lines = parsed(csv);
        for (int i = 0; i < numbers.size(); i++) {
            String cell = lines.get(i + 1).getFirst();
            double read = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            assertEquals(numbers.get(i) + 0.0, read + 0.0);
        }
    }

    @Property(tries = 300)
    void json_reads_back(@ForAll("texts") List<String> texts, @ForAll("numbers") List<Double> numbers)
            throws IOException {
        int size = Math.min(texts.size(), numbers.size());
        Table table = Table.create(
                StringColumn.create("t\"", texts.subList(0, size)), DoubleColumn.create("n", numbers.subList(0, size)));

        String text = render(new JsonTable(), table);
        JsonNode read = new ObjectMapper().readTree(text);

        assertEquals(size, read.size());
        assertEquals(size + 2, text.lines().count(), "an object a line");
        for (int i = 0; i < size; i++) {
            JsonNode row = read.get(i);
            if (texts.get(i).isEmpty()) {
                assertTrue(row.get("t\"").isNull(), "Tablesaw holds an empty string for a missing one");
            } else {
                assertEquals(texts.get(i), row.get("t\"").asText());
            }
            if (Double.isNaN(numbers.get(i))) {
                assertTrue(row.get("n").isNull());
            } else {
                assertEquals(numbers.get(i) + 0.0, row.get("n").doubleValue() + 0.0);
            }
        }
        assertTrue(text.chars().noneMatch(c -> c == 0x1b || c == 0x202e), "a terminal has nothing to obey");
    }

    /** A reader of RFC 4180 written from its grammar. */
    private static List<List<String>> parsed(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                fields.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(fields));
                    fields.clear();
                }
            } else {
                field.append(c);
            }
        }
        return records;
    }
}
