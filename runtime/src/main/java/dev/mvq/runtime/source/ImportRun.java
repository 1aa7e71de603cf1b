package dev.mvq.runtime.source;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.Provenance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One import. In each pass the earliest sessions that fit are gathered: when too much is held, the latest is given up for
 * the next pass, so that those gathered at its end are whole.
 */
final class ImportRun {
    private final List<SourceFile> files;
    private final Identities identities;
    private final Optional<DateRange> during;
    private final QuoteCompletion completion;
    private final Progress progress;
    private final int rowsHeld;

    private final List<BadRow> badRows = new ArrayList<>();
    private final TreeMap<LocalDate, GatheredDay> gathered = new TreeMap<>();
    private int held;
    /** The earliest session given up in this pass. */
    private @Nullable LocalDate givenUp;

    private long days;
    private long quotes;
    private long bars;
    private long vendorIv;
    private long computedIv;

    ImportRun(
            List<SourceFile> files,
            Identities identities,
            Optional<DateRange> during,
            QuoteCompletion completion,
            Progress progress,
            int rowsHeld) {
        this.files = files;
        this.identities = identities;
        this.during = during;
        this.completion = completion;
        this.progress = progress;
        this.rowsHeld = rowsHeld;
    }

    ImportReport run(Consumer<MarketDay> taker) {
        LocalDate from = LocalDate.MIN;
        boolean first = true;
        do {
            givenUp = null;
            gather(from, first);
            give(taker);
            first = false;
            from = givenUp == null ? from : givenUp;
        } while (givenUp != null);
        return new ImportReport(
                files.stream().map(file -> file.tally().report()).toList(), List.copyOf(badRows), content());
    }

    private void gather(LocalDate from, boolean first) {
        progress.begin("reading", files.size(), "files");
        try {
            for (int at = 0; at < files.size(); at++) {
                SourceFile file = files.get(at);
                progress.advance(at, String.valueOf(file.path().getFileName()));
                if (file.reaches(from)) {
                    file.read(identities, first ? new FirstReading(file.tally()) : new Rereading(from, file.tally()));
                }
            }
            progress.advance(files.size(), "");
        } finally {
            progress.end();
        }
    }

    private void hold(SourceRow row, FileTally tally) {
        LocalDate session = row.session();
        if (givenUp != null && !session.isBefore(givenUp)) {
            return;
        }
        GatheredDay day = gathered.computeIfAbsent(session, GatheredDay::new);
        held -= day.size();
        day.add(row, tally);
        held += day.size();
        if (held > rowsHeld && gathered.size() > 1) {
            Map.Entry<LocalDate, GatheredDay> latest = gathered.pollLastEntry();
            held -= latest.getValue().size();
            givenUp = latest.getKey();
        }
    }

    private void give(Consumer<MarketDay> taker) {
        progress.begin("importing", gathered.size(), "days");
        try {
            long done = 0;
            while (!gathered.isEmpty()) {
                Map.Entry<LocalDate, GatheredDay> next = gathered.pollFirstEntry();
                progress.advance(done++, next.getKey().toString());
                MarketDay day = next.getValue().complete(completion);
                taker.accept(day);
                next.getValue().settle();
                count(day);
            }
            progress.advance(done, "");
        } finally {
            held = 0;
            progress.end();
        }
    }

    private void count(MarketDay day) {
        days++;
        bars += day.bars().size();
        quotes += day.options().size();
        for (OptionQuote quote : day.options()) {
            vendorIv += quote.ivSource() == Provenance.VENDOR ? 1 : 0;
            computedIv += quote.ivSource() == Provenance.COMPUTED ? 1 : 0;
        }
    }

    private ImportReport.Content content() {
        return new ImportReport.Content(
                days, quotes, bars, vendorIv, computedIv, completion.parityForwards(), completion.rateForwards());
    }

    private boolean isAsked(SourceRow row) {
        return during.isEmpty() || during.get().contains(row.session());
    }

    /** Counts every row, and keeps those that are asked for. */
    private final class FirstReading implements SourceFile.Rows {
        private final FileTally tally;

        FirstReading(FileTally tally) {
            this.tally = tally;
        }

        @Override
        public void row(SourceRow row) {
            tally.row();
            if (isAsked(row)) {
                hold(row, tally);
            } else {
                tally.outside();
            }
        }

        @Override
        public void bad(long line, BadRowException reason) {
            tally.row();
            tally.bad(reason.kind());
            if (badRows.size() < ImportReport.BAD_ROWS_NAMED) {
                badRows.add(new BadRow(tally.file(), line, reason.kind(), reason.detail()));
            }
        }
    }

    /** Keeps rows of sessions given up before; they are counted already. */
    private final class Rereading implements SourceFile.Rows {
        private final LocalDate from;
        private final FileTally tally;

        Rereading(LocalDate from, FileTally tally) {
            this.from = from;
            this.tally = tally;
        }

        @Override
        public void row(SourceRow row) {
            if (!row.session().isBefore(from) && isAsked(row)) {
                hold(row, tally);
            }
        }

        @Override
        public void bad(long line, BadRowException reason) {}
    }
}
