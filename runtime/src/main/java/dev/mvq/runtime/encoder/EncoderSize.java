package dev.mvq.runtime.encoder;

import java.util.List;

/**
 * How large the networks are.
 *
 * @param recurrent hidden units of the LSTM in each direction
 * @param head width of the price encoder's head
 * @param token width of the microstructure Transformer's tokens
 * @param greeks width of the Greeks MLP
 * @param technical width of the technical MLP
 * @param depth residual blocks of the technical MLP; the Greeks MLP has one fewer
 * @param fusion width of the fusion's tokens
 * @param layers attention layers
 * @param heads attention heads
 */
public record EncoderSize(
        int recurrent, int head, int token, int greeks, int technical, int depth, int fusion, int layers, int heads) {
    /** The size of the shipped parameters: about a million numbers, 3,000 rows a second and core. */
    public static final EncoderSize FULL = new EncoderSize(40, 160, 48, 128, 192, 4, 96, 2, 4);

    /** Half as wide: about a quarter of the numbers, and more than twice the rows a second. */
    public static final EncoderSize HALF = new EncoderSize(20, 80, 24, 64, 96, 4, 48, 2, 4);

    /** Small enough for a test. */
    static final EncoderSize TINY = new EncoderSize(8, 16, 8, 16, 16, 2, 16, 1, 2);

    /** The size's name in the language, where it has one; else {@code other}. */
    public String word() {
        if (equals(FULL)) {
            return "full";
        }
        return equals(HALF) ? "half" : "other";
    }

    /** The sizes that have names. */
    public static List<String> words() {
        return List.of(FULL.word(), HALF.word());
    }

    /** The size of that name, one of {@link #words}. */
    public static EncoderSize of(String word) {
        return switch (word) {
            case "full" -> FULL;
            case "half" -> HALF;
            default -> throw new IllegalArgumentException("no size " + word);
        };
    }
}
