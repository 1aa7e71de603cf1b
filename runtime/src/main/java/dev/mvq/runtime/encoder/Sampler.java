package dev.mvq.runtime.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws batches in which examples come in handfuls of one group, so that the hardest to tell apart meet. */
final class Sampler {
    private static final int HANDFUL = 8;

    private final List<int[]> learning;
    private final List<int[]> held;
    private final int[] learningOwners;
    private final int[] heldOwners;

    /**
     * @param groups group of each example; negative where the example is not to be drawn
     * @param heldOut whether each example is kept from learning
     */
    Sampler(int[] groups, boolean[] heldOut) {
        learning = members(groups, heldOut, false);
        held = members(groups, heldOut, true);
        learningOwners = owners(learning);
        heldOwners = owners(held);
    }

    /** Examples to learn from. */
    int learningSize() {
        return learningOwners.length;
    }

    /** Examples held out. */
    int heldSize() {
        return heldOwners.length;
    }

    /** Different examples, at most {@code size}; fewer when there are no more. */
    int[] draw(SplittableRandom random, int size, boolean heldOut) {
        List<int[]> groups = heldOut ? held : learning;
        int[] owners = heldOut ? heldOwners : learningOwners;
        int wanted = Math.min(size, owners.length);
        LinkedHashMap<Integer, Boolean> drawn = new LinkedHashMap<>();
        while (drawn.size() < wanted) {
            int[] group = groups.get(owners[random.nextInt(owners.length)]);
            int handful = Math.min(HANDFUL, wanted - drawn.size());
            for (int i = 0; i < handful; i++) {
                drawn.put(group[random.nextInt(group.length)], true);
            }
        }
        return drawn.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<int[]> members(int[] groups, boolean[] heldOut, boolean wanted) {
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] >= 0 && heldOut[i] == wanted) {
                members.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(i);
            }
        }
        return members.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** One entry an example, naming its group: drawing from it draws groups by their size. */
    private static int[] owners(List<int[]> groups) {
        int[] owners = new int[groups.stream().mapToInt(group -> group.length).sum()];
        int at = 0;
        for (int group = 0; group < groups.size(); group++) {
            int end = at + groups.get(group).length;
            Arrays.fill(owners, at, end, group);
            at = end;
        }
        return owners;
    }
}
