package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.source.Importer;
import dev.mvq.runtime.source.SharedData;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Features to the last bit. Stored embeddings and shipped parameters hold for exactly these numbers: who changes one on purpose
 * records the hashes anew and trains the encoders again. Another processor's logarithm may differ in a last bit, hence amd64 only.
 */
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
class FeatureGoldenTest {
    @Test
    void features_of_a_random_market_with_splits_dividends_and_holes_are_what_they_were() {
        List<MarketDay> days = TestMarket.days(11, 330, "AAA", "BBB");
        days = TestMarket.withBars(days, FeatureGoldenTest::withEvents);
        days = TestMarket.withQuotes(days, FeatureGoldenTest::withHoles);
        assertEquals("365d3987524294e6af88d88930d575be", hash(days, 7));
    }

    @Test
    void features_of_a_real_year_are_what_they_were() {
        List<MarketDay> days = new ArrayList<>();
        new Importer(SharedData.folder("spy-options-2021"), Progress.SILENT)
                .read(List.of("*.csv"), Optional.empty(), Optional.empty(), days::add);
        days.sort(Comparator.comparing(MarketDay::date));
        assertEquals("e6dabd7b847cf6781216097981dc4806", hash(days, 5));
    }

    private static Bar withEvents(Bar bar) {
        long day = bar.date().toEpochDay();
        double split = day % 97 == 0 ? 2 : day % 131 == 0 ? 0.1 : 1;
        double dividend = day % 61 == 0 ? 0.4 : 0;
        double volume = day % 43 == 0 ? Double.NaN : bar.volume();
        double open = day % 151 == 0 ? Double.NaN : bar.open();
        return new Bar(
                bar.ticker(),
                bar.underlyingId(),
                bar.date(),
                open,
                bar.high(),
                bar.low(),
                bar.close(),
                volume,
                dividend,
                split,
                bar.source(),
                bar.flags());
    }

    private static OptionQuote withHoles(OptionQuote quote) {
        int key = quote.contract().name().hashCode() + (int) quote.date().toEpochDay();
        return key % 11 == 0
                ? TestMarket.unpriced(quote)
                : key % 7 == 0 ? TestMarket.withLast(quote, Double.NaN) : quote;
    }

    /** Of every number, presence and history of the rows of every so manieth day. */
    private static String hash(List<MarketDay> days, int every) {
        MessageDigest digest = sha256();
        FeatureHistory history = new FeatureHistory();
        int accepted = 0;
        for (MarketDay day : days) {
            history.accept(day);
            if (++accepted % every == 0) {
                add(digest, history.extract(day, 0, day.size()));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void add(MessageDigest digest, FeatureBatch batch) {
        add(digest, batch.price());
        add(digest, batch.greeks());
        add(digest, batch.microstructure());
        add(digest, batch.technical());
        digest.update(batch.present());
        for (short sessions : batch.historySessions()) {
            digest.update((byte) sessions);
        }
    }

    /** NaNs as the one NaN: their payload means nothing. */
    private static void add(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        for (float value : values) {
            bytes.putInt(Float.floatToIntBits(value));
        }
        digest.update(bytes.array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
