package dev.mvq.runtime.vector;

import java.util.List;

/**
 * What was removed, or would be.
 *
 * @param items in order of name
 * @param removed names of the generations that can no longer be read
 * @param kept names of those that can
 * @param young objects that nothing needs and that are too young to be taken for leftovers
 */
public record Collected(List<Item> items, List<String> removed, List<String> kept, int young) {
    public Collected {
        items = List.copyOf(items);
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
    }

    /**
     * One object, or all of a day's folder.
     *
     * @param name key of the object, or of the folder, with a slash behind
     * @param bytes size
     * @param why in a few words
     */
    public record Item(String name, long bytes, String why) {}

    /** Size of everything together. */
    public long bytes() {
        return items.stream().mapToLong(Item::bytes).sum();
    }
}
