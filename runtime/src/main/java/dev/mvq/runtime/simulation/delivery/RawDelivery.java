package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.MarketDay;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/** Delivers days in one form. A day's files are a pure function of the day, the one before it, the seed and the choice. */
public final class RawDelivery {
    private final RawForm form;
    private final Flaws flaws;

    /** @param optionDays the days that flaws are spread over */
    public RawDelivery(long seed, RawForm form, int flaws, List<LocalDate> optionDays) {
        this.form = form;
        this.flaws = new Flaws(seed, flaws, optionDays, form.writer());
    }

    /** @param before the session before, as planted; asked for only where a flaw needs it */
    public Delivered deliver(MarketDay day, Supplier<MarketDay> before) {
        String folder = folder(day.date());
        List<RawTable> tables = form.writer().tables(day, folder);
        Supplier<List<RawTable>> old = () -> form.writer().tables(before.get(), folder);
        Flaws.Flawed flawed = flaws.in(day.date(), tables, old);
        return new Delivered(
                folder, flawed.tables().stream().map(RawTable::file).toList(), flawed.flaws());
    }

    private String folder(LocalDate day) {
        return RawArea.folder(day, form.word()) + "/" + day.getYear() + "/" + day;
    }
}
