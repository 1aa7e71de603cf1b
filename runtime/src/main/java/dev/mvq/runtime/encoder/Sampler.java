package dev.mvq.runtime.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws batches in which examples come in handfuls of those that are hardest to tell apart: of one day and underlying, of one underlying
 * on its days, at random or from what lies close together in the order of expiry and strike.
 */
final class Sampler {
    private static final int HANDFUL = 8;
    private static final int REACH = 12;
    private static final double OF_ONE_NAME = 0.3;
    private static final double CLOSE_TOGETHER = 0.55;

    private final Pool learning;
    private final Pool held;

    /** Examples of one side: each knows its day's and its name's. */
    private record Pool(int[] examples, Map<Integer, int[]> byDay, Map<Integer, int[]> byName) {}

    private final int[] days;
    private final int[] names;

    /**
     * @param days group of each example by day and underlying; negative where the example is not to be drawn
     * @param names group of each example by underlying
     * @param heldOut whether each example is kept from learning
     */
    Sampler(int[] days, int[] names, boolean[] heldOut) {
        this.days = days.clone();
        this.names = names.clone();
        learning = pool(heldOut, false);
        held = pool(heldOut, true);
    }

    private Pool pool(boolean[] heldOut, boolean wanted) {
        int[] examples = IntStream.range(0, days.length)
                .filter(i -> days[i] >= 0 && heldOut[i] == wanted)
                .toArray();
        return new Pool(examples, grouped(examples, days), grouped(examples, names));
    }

    private static Map<Integer, int[]> grouped(int[] examples, int[] groups) {
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int example : examples) {
            members.computeIfAbsent(groups[example], group -> new ArrayList<>()).add(example);
        }
        Map<Integer, int[]> grouped = new LinkedHashMap<>();
        members.forEach((group, list) ->
                grouped.put(group, list.stream().mapToInt(Integer::intValue).toArray()));
        return grouped;
    }

    /** Examples to learn from. */
    int learningSize() {
        return learning.examples.length;
    }

    /** Examples held out. */
    int heldSize() {
        return held.examples.length;
    }

    /** Group of the example by underlying. */
    int name(int example) {
        return names[example];
    }

    /** Different examples, at most {@code size}; fewer when there are no more. */
    int[] draw(SplittableRandom random, int size, boolean heldOut) {
        Pool pool = heldOut ? held : learning;
        int wanted = Math.min(size, pool.examples.length);
        LinkedHashSet<Integer> drawn = new LinkedHashSet<>();
        while (drawn.size() < wanted) {
            int anchor = pool.examples[random.nextInt(pool.examples.length)];
            int[] group = random.nextDouble() < OF_ONE_NAME
                    ? pool.byName.getOrDefault(names[anchor], pool.examples)
                    : pool.byDay.getOrDefault(days[anchor], pool.examples);
            int from = 0;
            int to = group.length;
            if (random.nextDouble() < CLOSE_TOGETHER) {
                int place = Arrays.binarySearch(group, anchor);
                from = Math.max(0, place - REACH);
                to = Math.min(group.length, place + REACH);
            }
            int handful = Math.min(HANDFUL, wanted - drawn.size());
            for (int i = 0; i < handful; i++) {
                drawn.add(group[from + random.nextInt(to - from)]);
            }
        }
        return drawn.stream().mapToInt(Integer::intValue).toArray();
    }
}
