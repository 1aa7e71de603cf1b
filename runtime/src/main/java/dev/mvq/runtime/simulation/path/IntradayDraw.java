package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.market.Bar;
import java.util.Arrays;

/**
 * Draws the minutes of a session between what its bar pins down: Brownian bridges from pin to pin (the open, the ends of the steps, high and
 * low, the close), folded back at the high and the low. The bridges of names share the market's and their sector's noise, so that
 * names move together within the day as they do between days.
 */
final class IntradayDraw {
    private static final long PRICES = 1;
    private static final long TIMES = 2;
    private static final long VOLUMES = 3;
    private static final String SHARED = "minutes";

    private final Roster.Name name;
    private final Climate climate;
    private final Factor sector;
    private final Factor own;
    private final long key;

    IntradayDraw(Roster.Name name, Climate climate, Factor sector, Factor own, long key) {
        this.name = name;
        this.climate = climate;
        this.sector = sector;
        this.own = own;
        this.key = key;
    }

    IntradayPath draw(int t, int minutes, Bar bar, SessionTrace trace) {
        double[] pins = pins(t, minutes, bar, trace);
        double[] logs = bridged(t, minutes, pins, bar);
        double[] prices = new double[minutes + 1];
        for (int i = 0; i <= minutes; i++) {
            double price = StrictMath.rint(100 * StrictMath.exp(logs[i])) / 100;
            prices[i] = Math.clamp(price, bar.low(), bar.high());
        }
        prices[0] = bar.open();
        prices[minutes] = bar.close();
        double[] volumes = VolumeProfile.cumulative(minutes, bar.volume(), noise(VOLUMES, t));
        return new IntradayPath(bar.date(), prices, volumes);
    }

    private Noise noise(long part, int t) {
        return new Noise(Noise.key(Noise.key(key, part), t));
    }

    /** Log prices that are given, by minute; NaN in between. */
    private double[] pins(int t, int minutes, Bar bar, SessionTrace trace) {
        double[] pins = new double[minutes + 1];
        Arrays.fill(pins, Double.NaN);
        double logOpen = StrictMath.log(bar.open());
        for (int i = 1; i < Factor.STEPS; i++) {
            pins[end(i, minutes)] = logOpen + trace.knot(i) - trace.open();
        }
        pins[0] = logOpen;
        pins[minutes] = StrictMath.log(bar.close());
        Noise times = noise(TIMES, t);
        int high = within(trace.highStep(), minutes, times);
        int low = within(trace.lowStep(), minutes, times);
        if (bar.high() > Math.max(bar.open(), bar.close())) {
            pins[high] = StrictMath.log(bar.high());
        }
        if (bar.low() < Math.min(bar.open(), bar.close())) {
            // Both extremes may fall in one step: then the low comes a minute later.
            pins[low == high ? low + 1 : low] = StrictMath.log(bar.low());
        }
        return pins;
    }

    /** The minute at which a step begins. */
    private static int end(int step, int minutes) {
        return step * minutes / Factor.STEPS;
    }

    /** A minute within a step, neither its first nor its last two. */
    private static int within(int step, int minutes, Noise noise) {
        int first = end(step, minutes) + 1;
        int last = end(step + 1, minutes) - 2;
        return first + (int) ((last - first + 1) * noise.uniform());
    }

    private double[] bridged(int t, int minutes, double[] pins, Bar bar) {
        double[] shocks = shocks(t, minutes);
        double[] logs = pins.clone();
        double top = StrictMath.log(bar.high());
        double bottom = StrictMath.log(bar.low());
        int from = 0;
        for (int to = 1; to <= minutes; to++) {
            if (!Double.isNaN(pins[to])) {
                bridge(logs, from, to, shocks);
                for (int i = from + 1; i < to; i++) {
                    logs[i] = folded(logs[i], bottom, top);
                }
                from = to;
            }
        }
        return logs;
    }

    /** A random walk from pin to pin, with its own end taken away in proportion and the pin's put in. */
    private static void bridge(double[] logs, int from, int to, double[] shocks) {
        double whole = 0;
        for (int i = from + 1; i <= to; i++) {
            whole += shocks[i];
        }
        double slope = (logs[to] - logs[from] - whole) / (to - from);
        for (int i = from + 1; i < to; i++) {
            logs[i] = logs[i - 1] + shocks[i] + slope;
        }
    }

    private static double folded(double log, double bottom, double top) {
        double inside = log > top ? 2 * top - log : log < bottom ? 2 * bottom - log : log;
        return Math.clamp(inside, bottom, top);
    }

    /** Log moves of the minutes, each with the variance of its step of the day. */
    private double[] shocks(int t, int minutes) {
        Noise market = new Noise(Noise.key(climate.minutesKey(SHARED), t));
        Noise industry = new Noise(Noise.key(climate.minutesKey(SHARED + name.sector()), t));
        Noise mine = noise(PRICES, t);
        double ofMarket = name.beta() * deviation(climate.market(), t);
        double ofSector = name.loading() * deviation(sector, t);
        double ofOwn = deviation(own, t);
        double[] shocks = new double[minutes + 1];
        for (int i = 1; i <= minutes; i++) {
            int step = Math.min(Factor.STEPS - 1, (i - 1) * Factor.STEPS / minutes);
            double scale = Math.sqrt(Factor.stepShare(step) * Factor.STEPS / minutes);
            shocks[i] = scale * (ofMarket * market.normal() + ofSector * industry.normal() + ofOwn * mine.normal());
        }
        return shocks;
    }

    private static double deviation(Factor factor, int t) {
        return Math.sqrt(factor.variance(t) / Factor.SESSIONS_A_YEAR);
    }
}
