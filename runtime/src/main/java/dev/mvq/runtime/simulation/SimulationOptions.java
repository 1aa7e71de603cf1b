package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is seen of a made market.
 *
 * @param seed names the world; everything drawn depends on it
 * @param underlyings how many names, 1..600, in the order of the roster (AAPL first)
 * @param days sessions with options, the last of them at or before {@code lastDay}
 * @param contractsPerDay option contracts a day over all underlyings, 8..1500 an underlying
 * @param history sessions with bars only, before the first option day
 * @param lastDay no session after it
 */
public record SimulationOptions(
        long seed, int underlyings, int days, int contractsPerDay, int history, LocalDate lastDay) {
    static final int LEAST_PER_UNDERLYING = 8;
    static final int MOST_PER_UNDERLYING = 1500;
    private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 2);
    private static final LocalDate END = LocalDate.of(2030, 12, 31);

    /** Seed 7, 8 underlyings, 250 days to the end of January 2024, 400 contracts a day, 260 sessions of bars before. */
    public static final SimulationOptions DEFAULT =
            new SimulationOptions(7, 8, 250, 400, 260, LocalDate.of(2024, 1, 31));

    private enum Name {
        SEED(0, Long.MAX_VALUE),
        UNDERLYINGS(1, Roster.SIZE),
        DAYS(1, 7_500),
        CONTRACTS_PER_DAY(LEAST_PER_UNDERLYING, (long) MOST_PER_UNDERLYING * Roster.SIZE),
        HISTORY(0, 2_600),
        LAST_DAY(20010102, 20301231);

        private final long least;
        private final long most;

        Name(long least, long most) {
            this.least = least;
            this.most = most;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        void check(long value) {
            if (value < least || value > most) {
                throw new MvqException(
                        word() + " = " + value + " is out of range",
                        "give a whole number from " + least + " to " + most);
            }
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws MvqException naming the option that is out of its range
     */
    public SimulationOptions {
        Name.SEED.check(seed);
        Name.UNDERLYINGS.check(underlyings);
        Name.DAYS.check(days);
        Name.CONTRACTS_PER_DAY.check(contractsPerDay);
        Name.HISTORY.check(history);
        int least = LEAST_PER_UNDERLYING * underlyings;
        int most = MOST_PER_UNDERLYING * underlyings;
        if (contractsPerDay < least || contractsPerDay > most) {
            throw new MvqException(
                    "contracts_per_day = " + contractsPerDay + " does not suit underlyings = " + underlyings,
                    "give a whole number from " + least + " to " + most + ", or another number of underlyings");
        }
        if (lastDay.isBefore(FIRST_DAY) || lastDay.isAfter(END)) {
            throw new MvqException(
                    "last_day = " + lastDay + " is out of range", "give a day from " + FIRST_DAY + " to " + END);
        }
    }

    /**
     * The defaults with some values changed by name, as {@code IMPORT SIMULATED WITH (…)} gives them.
     *
     * @param values by name in any case: {@code seed underlyings days contracts_per_day history last_day}; the last as YYYYMMDD
     * @throws MvqException naming an unknown name (and the nearest known one) or a value out of range
     */
    public static SimulationOptions of(Map<String, Long> values) {
        // Each is checked alone first: two options are judged together only once both are known.
        Map<Name, Long> chosen = new EnumMap<>(Name.class);
        values.forEach((word, value) -> {
            Name name = named(word);
            name.check(value);
            chosen.put(name, value);
        });
        return DEFAULT.with(chosen);
    }

    /** A world with another seed, seen through the same window. */
    public SimulationOptions withSeed(long other) {
        return new SimulationOptions(other, underlyings, days, contractsPerDay, history, lastDay);
    }

    private SimulationOptions with(Map<Name, Long> chosen) {
        Long last = chosen.get(Name.LAST_DAY);
        return new SimulationOptions(
                chosen.getOrDefault(Name.SEED, seed),
                chosen.getOrDefault(Name.UNDERLYINGS, (long) underlyings).intValue(),
                chosen.getOrDefault(Name.DAYS, (long) days).intValue(),
                chosen.getOrDefault(Name.CONTRACTS_PER_DAY, (long) contractsPerDay)
                        .intValue(),
                chosen.getOrDefault(Name.HISTORY, (long) history).intValue(),
                last == null ? lastDay : day(last));
    }

    private static LocalDate day(long digits) {
        try {
            return LocalDate.of((int) (digits / 10_000), (int) (digits / 100 % 100), (int) (digits % 100));
        } catch (DateTimeException e) {
            throw new MvqException("last_day = " + digits + " is not a date", "write it as YYYYMMDD: 20240131", e);
        }
    }

    private static Name named(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return Stream.of(Name.values())
                .filter(name -> name.name().equals(upper))
                .findFirst()
                .orElseThrow(() -> unknown(word, upper));
    }

    private static MvqException unknown(String word, String upper) {
        String known = Stream.of(Name.values()).map(Name::word).collect(Collectors.joining(", "));
        String remedy = Stream.of(Name.values())
                .filter(name -> edits(name.name(), upper) <= 1 + upper.length() / 4)
                .min(Comparator.comparingInt(name -> edits(name.name(), upper)))
                .map(name -> "did you mean '" + name.word() + "'?")
                .orElse("known are " + known);
        return new MvqException("a made market has no option '" + word + "'", remedy);
    }

    /** Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
