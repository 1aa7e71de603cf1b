package dev.mvq.runtime.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which statement makes an object again, by its key. */
public final class Rebuilding {
    private static final Pattern MARKET_DAY = Pattern.compile("market/\\d{4}/(\\d{4}-\\d{2}-\\d{2})\\.parquet");
    private static final Pattern ENCODED_DAY =
            Pattern.compile("comprehensive_vectors/vectors/\\d{4}/(\\d{4}-\\d{2}-\\d{2})/.+");
    private static final String INDICES = "comprehensive_vectors/indices/";
    private static final String OURS = "comprehensive_vectors/";

    private Rebuilding() {}

    /** What to do about an object that is damaged or gone, as a remedy. */
    public static String remedy(String key) {
        Matcher market = MARKET_DAY.matcher(key);
        if (market.matches()) {
            return "delete it and read its source again: IMPORT '…' DURING " + market.group(1);
        }
        Matcher encoded = ENCODED_DAY.matcher(key);
        if (encoded.matches()) {
            return "GENERATE EMBEDDINGS DURING " + encoded.group(1) + " RESTART writes it again";
        }
        if (key.startsWith(INDICES)) {
            return "BUILD INDEX makes it again";
        }
        if (key.startsWith(OURS)) {
            return "delete it and run GENERATE EMBEDDINGS; days already encoded are not encoded again";
        }
        return "put it there again from where it came";
    }
}
