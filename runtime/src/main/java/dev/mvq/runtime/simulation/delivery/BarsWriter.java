package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import java.util.List;

/** Daily bars, one file a session. Adjusted prices are those known on the day itself: the traded ones. */
final class BarsWriter implements FormWriter {
    private static final List<String> COLUMNS = List.of(
            "symbol,date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor"
                    .split(","));

    @Override
    public List<RawTable> tables(MarketDay day, String folder) {
        String key = folder + "/stocks_" + day.date() + ".csv";
        return List.of(new RawTable(
                key, COLUMNS, day.bars().stream().map(BarsWriter::row).toList()));
    }

    @Override
    public String dateColumn() {
        return "date";
    }

    @Override
    public String restatedColumn() {
        return "volume";
    }

    @Override
    public List<String> analytics() {
        return List.of();
    }

    private static RawRow row(Bar bar) {
        String prices = String.join(
                ",",
                FormWriter.plain(bar.close()),
                FormWriter.plain(bar.high()),
                FormWriter.plain(bar.low()),
                FormWriter.plain(bar.open()),
                FormWriter.whole(bar.volume()));
        String line = String.join(
                ",",
                bar.ticker(),
                bar.date().toString(),
                prices,
                prices,
                FormWriter.plain(bar.dividend()),
                FormWriter.plain(bar.splitFactor()));
        return new RawRow(bar.underlyingId(), null, line);
    }
}
