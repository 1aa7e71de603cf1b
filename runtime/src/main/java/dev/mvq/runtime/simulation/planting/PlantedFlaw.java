package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import java.util.List;
import java.util.Locale;

/**
 * A flaw of a delivered file.
 *
 * @param file the file's key in the store
 * @param lines lines of that file that are wrong, from 1; none for a file that is missing
 * @param contracts the contracts on those lines, or of the missing file, in order; none for bars
 * @param detail what was done, in words: {@code iv in percent}
 */
public record PlantedFlaw(Kind kind, String file, List<Integer> lines, List<Contract> contracts, String detail) {
    /** What vendors get wrong. */
    public enum Kind {
        /** Bid and ask exchanged. */
        CROSSED,
        /** Yesterday's rows under today's date. */
        REPEAT,
        /** Today's rows under the date of the session before. */
        MISDATED,
        /** A file that never came. */
        MISSING,
        /** Signs, units or days of the Greeks wrong. */
        BAD_GREEKS,
        /** Rows twice, some with a small difference. */
        DUPLICATES;

        /** Lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PlantedFlaw {
        lines = List.copyOf(lines);
        contracts = List.copyOf(contracts);
    }
}
