package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.EditDistance;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.simulation.delivery.DeliveryChoice;
import dev.mvq.runtime.simulation.delivery.RawForm;
import dev.mvq.runtime.simulation.planting.PlantingCounts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is seen of a made market.
 *
 * @param seed names the world; everything drawn depends on it
 * @param underlyings how many names, 1..600, in the order of the roster (AAPL first)
 * @param days sessions with options, the last of them at or before {@code lastDay}
 * @param contractsPerDay option contracts a day over all underlyings, 8..20,000 an underlying, at most 300,000
 * @param history sessions with bars only, before the first option day
 * @param lastDay no session after it
 * @param planted what is planted over all option days
 * @param delivery in what form the days come
 */
public record SimulationOptions(
        long seed,
        int underlyings,
        int days,
        int contractsPerDay,
        int history,
        LocalDate lastDay,
        PlantingCounts planted,
        DeliveryChoice delivery) {
    static final int LEAST_PER_UNDERLYING = 8;
    static final int MOST_PER_UNDERLYING = 20_000;
    static final int MOST_UNDERLYINGS = 600;
    static final int MOST_CONTRACTS = 300_000;
    private static final int MOST_EVENTS = 100_000;
    private static final String FORMAT = "format";
    private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 2);
    private static final LocalDate END = LocalDate.of(2030, 12, 31);

    /** Seed 7, 8 underlyings, 250 days to the end of January 2024, 400 contracts a day, 260 sessions of bars before. */
    public static final SimulationOptions DEFAULT =
            new SimulationOptions(7, 8, 250, 400, 260, LocalDate.of(2024, 1, 31));

    private enum Name {
        SEED(0, Long.MAX_VALUE),
        UNDERLYINGS(1, MOST_UNDERLYINGS),
        DAYS(1, 7_500),
        CONTRACTS_PER_DAY(LEAST_PER_UNDERLYING, MOST_CONTRACTS),
        HISTORY(0, 2_600),
        LAST_DAY(20010102, 20301231),
        ARBITRAGE(0, MOST_EVENTS),
        NEAR_MISSES(0, MOST_EVENTS),
        ANOMALIES(0, MOST_EVENTS),
        FLAWS(0, MOST_EVENTS),
        INTRADAY(0, 7_500);

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
        Name.ARBITRAGE.check(planted.arbitrage());
        Name.NEAR_MISSES.check(planted.nearMisses());
        Name.ANOMALIES.check(planted.anomalies());
        Name.FLAWS.check(delivery.flaws());
        Name.INTRADAY.check(delivery.intraday());
        int least = LEAST_PER_UNDERLYING * underlyings;
        int most = Math.min(MOST_CONTRACTS, MOST_PER_UNDERLYING * underlyings);
        if (contractsPerDay < least || contractsPerDay > most) {
            throw new MvqException(
                    "contracts_per_day = " + contractsPerDay + " does not suit underlyings = " + underlyings,
                    "give a whole number from " + least + " to " + most + ", or another number of underlyings");
        }
        if (lastDay.isBefore(FIRST_DAY) || lastDay.isAfter(END)) {
            throw new MvqException(
                    "last_day = " + lastDay + " is out of range", "give a day from " + FIRST_DAY + " to " + END);
        }
        if (delivery.flaws() > 0 && delivery.form().isEmpty()) {
            throw new MvqException(
                    "flaws = " + delivery.flaws() + " without a format: only files can be flawed",
                    "add format = 'chains', or another of " + String.join(", ", RawForm.words()));
        }
        if (delivery.intraday() > days) {
            throw new MvqException(
                    "intraday = " + delivery.intraday() + " does not suit days = " + days,
                    "give a whole number from 0 to " + days);
        }
    }

    /** Canonical days in which nothing is planted. */
    public SimulationOptions(
            long seed, int underlyings, int days, int contractsPerDay, int history, LocalDate lastDay) {
        this(seed, underlyings, days, contractsPerDay, history, lastDay, PlantingCounts.NONE, DeliveryChoice.CANONICAL);
    }

    /**
     * What an option may be.
     *
     * @param least least whole number
     * @param most greatest
     */
    public record Range(long least, long most) {}

    /** The options that are numbers, in the order in which they are told of. A day is a number as YYYYMMDD. */
    public static Map<String, Range> numbers() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (Name name : Name.values()) {
            ranges.put(name.word(), new Range(name.least, name.most));
        }
        return ranges;
    }

    /** The options that are texts, and what each may be. */
    public static Map<String, List<String>> texts() {
        return Map.of(FORMAT, RawForm.words());
    }

    /**
     * The defaults with some values changed by name, as {@code IMPORT SIMULATED WITH (…)} gives them.
     *
     * @param values by name in any case; {@code last_day} as YYYYMMDD
     * @throws MvqException naming an unknown name (and the nearest known one) or a value out of range
     */
    public static SimulationOptions of(Map<String, Long> values) {
        return of(values, Map.of());
    }

    /**
     * As {@link #of(Map)}, with texts: {@code format}. Without {@code near_misses} there are as many as there is arbitrage.
     *
     * @throws MvqException naming an unknown name or text, or a value out of range
     */
    public static SimulationOptions of(Map<String, Long> values, Map<String, String> texts) {
        // Each is checked alone first: two options are judged together only once both are known.
        Map<Name, Long> chosen = new EnumMap<>(Name.class);
        values.forEach((word, value) -> {
            Name name = named(word);
            name.check(value);
            chosen.put(name, value);
        });
        Optional<RawForm> form = Optional.empty();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (!text.getKey().equalsIgnoreCase(FORMAT)) {
                throw unknown(text.getKey(), text.getKey().toUpperCase(Locale.ROOT));
            }
            form = Optional.of(form(text.getValue()));
        }
        return DEFAULT.with(chosen, form);
    }

    private static RawForm form(String word) {
        return RawForm.named(word)
                .orElseThrow(() -> new MvqException(
                        "format = '" + word + "' is not known",
                        "a made market is written as " + String.join(", ", RawForm.words())));
    }

    /** The options by name, as they would have to be given for the same. */
    public SortedMap<String, String> given() {
        SortedMap<String, String> given = new TreeMap<>();
        given.put(Name.SEED.word(), String.valueOf(seed));
        given.put(Name.UNDERLYINGS.word(), String.valueOf(underlyings));
        given.put(Name.DAYS.word(), String.valueOf(days));
        given.put(Name.CONTRACTS_PER_DAY.word(), String.valueOf(contractsPerDay));
        given.put(Name.HISTORY.word(), String.valueOf(history));
        given.put(Name.LAST_DAY.word(), lastDay.toString());
        given.put(Name.ARBITRAGE.word(), String.valueOf(planted.arbitrage()));
        given.put(Name.NEAR_MISSES.word(), String.valueOf(planted.nearMisses()));
        given.put(Name.ANOMALIES.word(), String.valueOf(planted.anomalies()));
        given.put(Name.FLAWS.word(), String.valueOf(delivery.flaws()));
        given.put(Name.INTRADAY.word(), String.valueOf(delivery.intraday()));
        delivery.form().ifPresent(form -> given.put(FORMAT, form.word()));
        return given;
    }

    /** A world with another seed, seen through the same window. */
    public SimulationOptions withSeed(long other) {
        return new SimulationOptions(other, underlyings, days, contractsPerDay, history, lastDay, planted, delivery);
    }

    private SimulationOptions with(Map<Name, Long> chosen, Optional<RawForm> form) {
        Long last = chosen.get(Name.LAST_DAY);
        int paying = whole(chosen, Name.ARBITRAGE, 0);
        return new SimulationOptions(
                chosen.getOrDefault(Name.SEED, seed),
                whole(chosen, Name.UNDERLYINGS, underlyings),
                whole(chosen, Name.DAYS, days),
                whole(chosen, Name.CONTRACTS_PER_DAY, contractsPerDay),
                whole(chosen, Name.HISTORY, history),
                last == null ? lastDay : day(last),
                new PlantingCounts(paying, whole(chosen, Name.NEAR_MISSES, paying), whole(chosen, Name.ANOMALIES, 0)),
                new DeliveryChoice(form, whole(chosen, Name.FLAWS, 0), whole(chosen, Name.INTRADAY, 0)));
    }

    private static int whole(Map<Name, Long> chosen, Name name, int otherwise) {
        return chosen.getOrDefault(name, (long) otherwise).intValue();
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
        List<String> known = Stream.concat(Arrays.stream(Name.values()).map(Name::word), Stream.of(FORMAT))
                .toList();
        String lower = upper.toLowerCase(Locale.ROOT);
        String remedy = known.stream()
                .filter(name -> EditDistance.between(name, lower) <= 1 + upper.length() / 4)
                .min(Comparator.comparingInt(name -> EditDistance.between(name, lower)))
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known are " + String.join(", ", known));
        return new MvqException("a made market has no option '" + word + "'", remedy);
    }
}
