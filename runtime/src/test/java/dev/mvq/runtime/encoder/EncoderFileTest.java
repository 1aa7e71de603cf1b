package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.encoder.EncoderParameters.Tensor;
import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderFileTest {
    private final EncoderParameters parameters = MadeFeatures.untrained(EncoderSize.TINY, 1);
    private final byte[] file = EncoderFile.write(parameters);

    @Test
    void what_is_written_is_read() {
        EncoderParameters read = EncoderFile.read(file, "x");
        assertEquals(parameters.card(), read.card());
        assertEquals(parameters.schema(), read.schema());
        assertEquals(parameters.size(), read.size());
        assertEquals(parameters.tensors().keySet(), read.tensors().keySet());
        parameters.tensors().forEach((name, tensor) -> {
            assertArrayEquals(tensor.values(), read.values(name));
            assertArrayEquals(tensor.shape(), tensor(read, name).shape());
        });
        assertEquals(parameters.version(), read.version());
    }

    @Test
    void the_version_is_short_hex_and_changes_with_a_single_number_and_not_with_the_card() {
        assertTrue(parameters.version().matches("[0-9a-f]{12}"));
        EncoderParameters renamed = new EncoderParameters(
                ModelCard.untrained(99), parameters.schema(), parameters.size(), parameters.tensors());
        assertEquals(parameters.version(), renamed.version());
        TreeMap<String, Tensor> tensors = new TreeMap<>(parameters.tensors());
        Tensor changed = tensor(parameters, "price/out.bias");
        float[] values = changed.values().clone();
        values[0] += 1e-7f;
        tensors.put("price/out.bias", new Tensor(changed.shape(), values));
        assertNotEquals(
                parameters.version(),
                new EncoderParameters(parameters.card(), parameters.schema(), parameters.size(), tensors).version());
    }

    @Test
    void any_damaged_byte_is_refused() {
        Random random = new Random(4);
        for (int i = 0; i < 40; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            refused(damaged);
        }
    }

    @Test
    void any_length_but_the_whole_is_refused() {
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            refused(Arrays.copyOf(file, random.nextInt(file.length)));
        }
        refused(Arrays.copyOf(file, file.length + 4));
        refused(new byte[0]);
    }

    @Test
    void lengths_that_lie_are_refused_even_under_a_right_checksum() {
        ByteBuffer lying = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        lying.putInt(8, Integer.MAX_VALUE);
        refused(signed(lying.array()));
        String header = new String(file, StandardCharsets.ISO_8859_1);
        int at = header.indexOf("\"shape\":[") + "\"shape\":[".length();
        byte[] huge = file.clone();
        huge[at] = '9';
        refused(signed(huge));
    }

    @Test
    void a_header_with_nothing_where_something_must_be_is_refused_even_under_a_right_checksum(@TempDir Path folder) {
        for (String part : List.of("\"name\":\"", "\"shape\":[", "{\"name\":\"", "\"price\":{", "\"size\":{")) {
            MvqException error = hostile(folder, header -> withNothing(header, part));
            assertTrue(error.getMessage().contains("its header "), () -> part + ": " + error.getMessage());
        }
    }

    /** The last value that begins so, a null instead; blanks keep the length. */
    private static String withNothing(String header, String begins) {
        int at = header.lastIndexOf(begins);
        boolean entry = begins.startsWith("{");
        int from = entry ? at : at + begins.length() - 1;
        char last = switch (header.charAt(from)) {
            case '{' -> '}';
            case '[' -> ']';
            default -> '"';
        };
        int to = end(header, from, last);
        return header.substring(0, from) + "null" + " ".repeat(to - from - 4) + header.substring(to);
    }

    private static int end(String header, int from, char last) {
        int depth = 0;
        for (int at = from; ; at++) {
            char letter = header.charAt(at);
            if (letter == last && (last == '"' ? at > from : --depth == 0)) {
                return at + 1;
            }
            depth += letter == header.charAt(from) && last != '"' ? 1 : 0;
        }
    }

    @Test
    void networks_of_a_size_that_cannot_be_are_refused_before_they_are_built(@TempDir Path folder) {
        for (String size : List.of("\"depth\":2", "\"layers\":1", "\"heads\":2", "\"recurrent\":8")) {
            String name = size.substring(0, size.indexOf(':') + 1);
            MvqException huge = hostile(folder, header -> longer(header, size, name + "999999999"));
            assertTrue(huge.getMessage().contains("networks that cannot be"), huge.getMessage());
            MvqException none = hostile(folder, header -> header.replace(size, name + "0"));
            assertTrue(none.getMessage().contains("networks that cannot be"), none.getMessage());
        }
    }

    /** As much longer as the card's name is shortened, so that the header keeps its length. */
    private static String longer(String header, String before, String after) {
        int more = after.length() - before.length();
        String grown = header.replace(before, after);
        return grown.replace("\"name\":\"untrained\"", "\"name\":\"" + "x".repeat("untrained".length() - more) + "\"");
    }

    @Test
    void numbers_that_are_none_are_refused_even_under_a_right_checksum(@TempDir Path folder) {
        for (float number : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            byte[] bytes = file.clone();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4 - 400, number);
            MvqException error = load(folder, signed(bytes));
            assertTrue(error.getMessage().contains("holds the number " + number), error.getMessage());
        }
        TreeMap<String, Tensor> tensors = new TreeMap<>(parameters.tensors());
        Tensor deviation = tensor(parameters, "price/deviation");
        tensors.put("price/deviation", new Tensor(deviation.shape(), new float[deviation.values().length]));
        MvqException error = load(
                folder,
                EncoderFile.write(
                        new EncoderParameters(parameters.card(), parameters.schema(), parameters.size(), tensors)));
        assertTrue(error.getMessage().contains("price/deviation holds the number 0.0"), error.getMessage());
    }

    @Test
    void a_file_far_too_large_is_refused_unread(@TempDir Path folder) throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve(EncoderSet.FILE).toFile(), "rw")) {
            sparse.write(file);
            sparse.setLength(1L << 40);
        }
        MvqException error = assertThrows(MvqException.class, () -> EncoderSet.load(folder, DeviceChoice.CPU));
        assertTrue(error.getMessage().contains("it has 1,099,511,627,776 bytes"), error.getMessage());
    }

    /** What loading a file says whose header was changed, and whose checksum is right. */
    private MvqException hostile(Path folder, UnaryOperator<String> change) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
        String header = new String(file, 12, length, StandardCharsets.UTF_8);
        byte[] changed = change.apply(header).getBytes(StandardCharsets.UTF_8);
        assertEquals(length, changed.length, "the test keeps the header's length");
        byte[] bytes = file.clone();
        System.arraycopy(changed, 0, bytes, 12, length);
        return load(folder, signed(bytes));
    }

    private static MvqException load(Path folder, byte[] bytes) {
        try {
            Files.write(folder.resolve(EncoderSet.FILE), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return assertThrows(MvqException.class, () -> EncoderSet.load(folder, DeviceChoice.CPU));
    }

    @Test
    void the_error_names_the_file_and_what_to_do() {
        MvqException error =
                assertThrows(MvqException.class, () -> EncoderFile.read(new byte[100], "/somewhere/encoders-v1.bin"));
        assertTrue(error.getMessage().contains("/somewhere/encoders-v1.bin"), error.getMessage());
        assertTrue(error.remedy().contains("scripts/train-encoders"), error.remedy());
    }

    @Test
    void parameters_made_for_other_features_are_refused(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve(EncoderSet.FILE), file);
        MvqException error = assertThrows(MvqException.class, () -> EncoderSet.load(folder, DeviceChoice.CPU));
        assertTrue(error.getMessage().contains("other features"), error.getMessage());
    }

    @Test
    void a_folder_without_parameters_is_named(@TempDir Path folder) {
        MvqException error = assertThrows(MvqException.class, () -> EncoderSet.load(folder, DeviceChoice.CPU));
        assertTrue(error.getMessage().contains(folder.toString()), error.getMessage());
    }

    private static Tensor tensor(EncoderParameters parameters, String name) {
        return Objects.requireNonNull(parameters.tensors().get(name));
    }

    private static void refused(byte[] bytes) {
        assertThrows(MvqException.class, () -> EncoderFile.read(bytes, "x"));
    }

    private static byte[] signed(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int) crc.getValue());
        return bytes;
    }
}
