package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One extraction of consecutive rows: owns its working space, changes nothing it reads. */
final class BatchExtraction {
    private static final int FEWEST_PRICE_SESSIONS = 10;
    private static final int FEWEST_TECHNICAL_SESSIONS = 20;

    private final AcceptedDay accepted;
    private final int from;
    private final int size;
    private final ContractWindow contract = new ContractWindow();
    private final float[] scratch = new float[GreeksFeatures.COUNT];
    private final FeatureBatch batch;

    BatchExtraction(AcceptedDay accepted, int from, int to) {
        Objects.checkFromToIndex(from, to, accepted.rows().size());
        this.accepted = accepted;
        this.from = from;
        this.size = to - from;
        this.batch = new FeatureBatch(
                size,
                new float[size * PriceFeatures.SESSIONS * PriceFeatures.COUNT],
                new float[size * GreeksFeatures.COUNT],
                new float[size * MicrostructureFeatures.SESSIONS * MicrostructureFeatures.COUNT],
                new float[size * TechnicalFeatures.COUNT],
                new byte[size],
                new short[size]);
    }

    FeatureBatch extract() {
        for (int i = 0; i < size; i++) {
            UnderlyingDay.Parts parts = accepted.underlyings()[from + i].parts();
            OptionQuote quote = accepted.rows().option(from + i);
            ContractHistory history = accepted.contracts()[from + i];
            boolean option = quote != null && history != null;
            if (quote != null && history != null) {
                contract.load(parts.window(), history, quote.contract(), parts.session());
            }
            int present = option ? presentOfOption(parts) : presentOfStock(parts);
            int own = option ? contract.quoted : Math.min(PriceFeatures.SESSIONS, parts.closes());
            batch.historySessions()[i] = (short) own;
            batch.present()[i] = (byte) (present == 0 ? 0 : present | Modality.FUSED.bit());
            fillShared(parts, i, present, option);
            fillOwn(parts, quote, i, present);
        }
        return batch;
    }

    private static int presentOfStock(UnderlyingDay.Parts parts) {
        return (parts.closes() >= FEWEST_PRICE_SESSIONS ? Modality.PRICE.bit() : 0)
                | (parts.closes() >= FEWEST_TECHNICAL_SESSIONS ? Modality.TECHNICAL.bit() : 0);
    }

    private int presentOfOption(UnderlyingDay.Parts parts) {
        return presentOfStock(parts)
                | (contract.isPriced() ? Modality.GREEKS.bit() : 0)
                | (contract.isQuoted() ? Modality.MICROSTRUCTURE.bit() : 0);
    }

    private void fillShared(UnderlyingDay.Parts parts, int row, int present, boolean option) {
        int length = PriceFeatures.SESSIONS * PriceFeatures.COUNT;
        if (!Modality.PRICE.in(present)) {
            clear(batch.price(), row, length);
        } else if (option) {
            PriceFeatures.fill(parts.window(), parts.path(), contract, batch.price(), row * length);
        } else {
            PriceFeatures.fillStock(parts.path(), batch.price(), row * length);
        }
        int count = TechnicalFeatures.COUNT;
        if (!Modality.TECHNICAL.in(present)) {
            clear(batch.technical(), row, count);
        } else if (option) {
            TechnicalFeatures.fill(parts.window(), parts.indicators(), contract, batch.technical(), row * count);
        } else {
            TechnicalFeatures.fillStock(parts.indicators(), batch.technical(), row * count);
        }
    }

    private void fillOwn(UnderlyingDay.Parts parts, @Nullable OptionQuote quote, int row, int present) {
        int count = GreeksFeatures.COUNT;
        if (quote != null && Modality.GREEKS.in(present)) {
            Smile smile = parts.smile(quote.contract().expiry());
            double month = parts.monthVolatility();
            GreeksFeatures.fill(parts.window(), contract, smile, month, scratch, batch.greeks(), row * count);
        } else {
            clear(batch.greeks(), row, count);
        }
        int length = MicrostructureFeatures.SESSIONS * MicrostructureFeatures.COUNT;
        if (Modality.MICROSTRUCTURE.in(present)) {
            MicrostructureFeatures.fill(parts.window(), parts.flow(), contract, batch.microstructure(), row * length);
        } else {
            clear(batch.microstructure(), row, length);
        }
    }

    private static void clear(float[] values, int row, int length) {
        Arrays.fill(values, row * length, (row + 1) * length, Float.NaN);
    }
}
