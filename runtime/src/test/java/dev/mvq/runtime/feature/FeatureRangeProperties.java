package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FeatureRangeProperties {
    /** Values that vendors really deliver where a number is meant. */
    private static final double[] ODD = {Double.NaN, 0, -1, 1e-9, 1e9, 9_999_999, Double.POSITIVE_INFINITY};

    @Property(tries = 25)
    void whatever_the_data_every_feature_is_missing_or_within_ten(
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @DoubleRange(max = 0.5) double spoilt,
            @ForAll @IntRange(min = 1, max = 70) int sessions) {
        Random random = new Random(seed);
        List<MarketDay> days = TestMarket.withBars(
                TestMarket.withQuotes(TestMarket.days(seed, sessions, "AAA"), quote -> spoil(quote, random, spoilt)),
                bar -> spoil(bar, random, spoilt));
        FeatureBatch batch = TestMarket.lastDay(days);
        for (Modality modality : Modality.values()) {
            List<Feature> schema = FeatureSchema.of(modality);
            float[] values = FeatureSchema.values(batch, modality);
            for (int i = 0; i < values.length; i++) {
                String name = schema.get(i % schema.size()).name();
                assertTrue(
                        Float.isNaN(values[i]) || Math.abs(values[i]) <= 10, modality + " " + name + " " + values[i]);
            }
        }
    }

    private static OptionQuote spoil(OptionQuote quote, Random random, double spoilt) {
        Greeks greeks = quote.greeks();
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                spoil(quote.bid(), random, spoilt),
                spoil(quote.ask(), random, spoilt),
                spoil(quote.last(), random, spoilt),
                spoil(quote.bidSize(), random, spoilt),
                spoil(quote.askSize(), random, spoilt),
                spoil(quote.volume(), random, spoilt),
                spoil(quote.openInterest(), random, spoilt),
                spoil(quote.underlyingPrice(), random, spoilt),
                spoil(quote.forward(), random, spoilt),
                spoil(quote.iv(), random, spoilt),
                new Greeks(
                        spoil(greeks.delta(), random, spoilt),
                        spoil(greeks.gamma(), random, spoilt),
                        spoil(greeks.theta(), random, spoilt),
                        spoil(greeks.vega(), random, spoilt),
                        spoil(greeks.rho(), random, spoilt)),
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }

    private static Bar spoil(Bar bar, Random random, double spoilt) {
        return new Bar(
                bar.ticker(),
                bar.underlyingId(),
                bar.date(),
                spoil(bar.open(), random, spoilt),
                spoil(bar.high(), random, spoilt),
                spoil(bar.low(), random, spoilt),
                spoil(bar.close(), random, spoilt),
                spoil(bar.volume(), random, spoilt),
                spoil(bar.dividend(), random, spoilt),
                spoil(bar.splitFactor(), random, spoilt / 10),
                bar.source(),
                bar.flags());
    }

    private static double spoil(double value, Random random, double spoilt) {
        return random.nextDouble() < spoilt ? ODD[random.nextInt(ODD.length)] : value;
    }
}
