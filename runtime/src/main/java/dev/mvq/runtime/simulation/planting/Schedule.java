package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.simulation.path.Noise;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Spreads events over days: event i of n falls on day ⌊(i + u) · days / n⌋ with u uniform for the event. So each has its stretch of days,
 * and which fall on a day is known without looking at any other.
 *
 * @param key what the uniforms are drawn from
 * @param events how many, at least 0
 * @param days days they are spread over
 */
public record Schedule(long key, int events, int days) {
    /** Numbers of the events on a day, ascending. */
    public List<Integer> on(int day) {
        long first = Math.max(0, (long) day * events / days - 1);
        long last = Math.min(events - 1L, ((long) day + 1) * events / days);
        return LongStream.rangeClosed(first, last)
                .mapToInt(event -> (int) event)
                .filter(event -> dayOf(event) == day)
                .boxed()
                .toList();
    }

    /** What an event draws from. */
    public Noise noise(int event) {
        return new Noise(Noise.key(Noise.key(key, 2), event));
    }

    private long dayOf(int event) {
        double uniform = new Noise(Noise.key(Noise.key(key, 1), event)).uniform();
        return Math.min(days - 1L, (long) ((event + uniform) * days / events));
    }
}
