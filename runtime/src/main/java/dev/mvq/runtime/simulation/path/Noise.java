package dev.mvq.runtime.simulation.path;

/**
 * A stream of random numbers named by a key. Streams of different keys are unrelated, so that what is drawn for one name, contract or
 * day never depends on what was drawn for another. The generator is SplitMix64 (Steele, Lea, Flood 2014) and normals come by the polar
 * method over {@link StrictMath}: both give the same bits on every machine and JDK, which the library's generators do not promise.
 */
public final class Noise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;
    private double spare = Double.NaN;

    public Noise(long key) {
        this.state = key;
    }

    /** The stream of a seed and what it is for. */
    public static Noise of(long seed, String purpose) {
        return new Noise(key(seed, purpose));
    }

    /** A key for {@link #Noise(long)}: different for different texts. */
    public static long key(long seed, String purpose) {
        long key = mix(seed + GOLDEN);
        for (int i = 0; i < purpose.length(); i++) {
            key = mix(key ^ purpose.charAt(i)) + GOLDEN;
        }
        return key;
    }

    /** A key below a key: a day of a contract. */
    public static long key(long key, long part) {
        return mix(key ^ mix(part + GOLDEN));
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        state += GOLDEN;
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    /** Standard normal. */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        double x;
        double y;
        double s;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            s = x * x + y * y;
        } while (s >= 1 || s == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spare = y * scale;
        return x * scale;
    }

    /** True with this probability. */
    public boolean happens(double probability) {
        return uniform() < probability;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
