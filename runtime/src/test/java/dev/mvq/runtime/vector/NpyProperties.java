package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.Modality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NpyProperties {
    @Property(tries = 200)
    void a_header_reads_back_and_puts_the_data_at_a_multiple_of_64(
            @ForAll @IntRange(max = 100_000_000) int rows, @ForAll @IntRange(min = 1, max = 1024) int columns) {
        byte[] header = NpyHeader.encode(rows, columns);
        assertEquals(0, header.length % 64);
        assertEquals('\n', header[header.length - 1]);
        assertEquals(
                new NpyHeader(rows, columns, header.length),
                NpyHeader.parse(header, header.length + 2L * rows * columns));
    }

    @Property(tries = 200)
    void a_header_of_another_file_size_is_refused(
            @ForAll @IntRange(max = 1000) int rows, @ForAll @IntRange(min = -2000, max = 2000) int off) {
        byte[] header = NpyHeader.encode(rows, 64);
        long bytes = header.length + 128L * rows;
        if (off != 0) {
            assertThrows(IllegalArgumentException.class, () -> NpyHeader.parse(header, bytes + off));
        }
    }

    @Property(tries = 500)
    void a_header_with_any_byte_changed_is_refused_or_says_the_same(
            @ForAll @IntRange(max = 127) int at, @ForAll byte changed) {
        byte[] header = NpyHeader.encode(1234, 256);
        NpyHeader whole = NpyHeader.parse(header, header.length + 2L * 1234 * 256);
        header[Math.min(at, header.length - 1)] = changed;
        try {
            assertEquals(whole, NpyHeader.parse(header, whole.fileBytes()));
        } catch (IllegalArgumentException e) {
            assertTrue(!String.valueOf(e.getMessage()).isEmpty());
        }
    }

    @Property(tries = 100)
    void a_header_cut_anywhere_is_refused(@ForAll @IntRange(max = 127) int length) {
        byte[] header = NpyHeader.encode(10, 64);
        assertThrows(IllegalArgumentException.class, () -> NpyHeader.parse(Arrays.copyOf(header, length), length));
    }

    @Example
    void the_header_is_the_one_numpy_writes() {
        String text = new String(NpyHeader.encode(3, 128), StandardCharsets.ISO_8859_1);
        assertEquals(
                "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f2', 'fortran_order': False, 'shape': (3, 128), }",
                text.stripTrailing());
        assertEquals(128, text.length());
    }

    @Property(tries = 20)
    void vectors_are_rounded_to_float16_and_absent_rows_are_one_nan(@ForAll @IntRange(max = 50) int rows) {
        DayEmbeddings embeddings = SampleStore.embeddings(LocalDate.of(2024, 1, 2), rows);
        for (Modality modality : Modality.values()) {
            float[] vectors = Objects.requireNonNull(embeddings.vectors().get(modality));
            byte[] file = NpyMatrix.encode(embeddings, modality);
            NpyHeader header = NpyHeader.parse(file, file.length);
            ByteBuffer values = ByteBuffer.wrap(file, header.offset(), file.length - header.offset())
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < rows * modality.dimension(); i++) {
                short stored = values.getShort(2 * i);
                float exact = vectors[i];
                if (embeddings.has(i / modality.dimension(), modality)) {
                    assertEquals(exact, Float.float16ToFloat(stored), Math.abs(exact) / 2048 + 3e-8);
                } else {
                    assertEquals((short) 0x7e00, stored);
                }
            }
        }
    }

    @Example
    void a_vector_that_is_zero_not_a_number_or_not_of_length_one_is_refused() {
        for (float wrong : new float[] {0, Float.NaN, 1}) {
            DayEmbeddings embeddings = SampleStore.embeddings(LocalDate.of(2024, 1, 2), 3);
            Arrays.fill(Objects.requireNonNull(embeddings.vectors().get(Modality.PRICE)), 0, 128, wrong);
            assertThrows(IllegalArgumentException.class, () -> NpyMatrix.encode(embeddings, Modality.PRICE));
        }
    }
}
