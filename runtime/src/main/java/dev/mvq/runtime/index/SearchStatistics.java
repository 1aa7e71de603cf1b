package dev.mvq.runtime.index;

/**
 * How an answer came about.
 *
 * @param method in a few words, such as {@code exact scan} or {@code HNSW32 proposals}
 * @param certified whether every eligible row was scored, so that nothing better exists
 * @param eligible rows that meet all conditions
 * @param scored rows scored exactly
 * @param rounds how often proposals were taken; 0 for a scan
 * @param depth proposals a modality and segment in the last round; 0 for a scan
 */
public record SearchStatistics(String method, boolean certified, long eligible, long scored, int rounds, int depth) {
    @Override
    public String toString() {
        String effort = rounds == 0 ? "" : ", %d rounds to depth %d".formatted(rounds, depth);
        return "%s%s: %,d of %,d eligible rows scored, %s"
                .formatted(method, effort, scored, eligible, certified ? "certified" : "not certified");
    }
}
