package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SessionRingProperties {
    @Property(tries = 300)
    void a_ring_finds_the_newest_sessions_and_their_rows(
            @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 12) Integer> steps,
            @ForAll @IntRange(min = 1, max = 60) int sessions) {
        SessionRing ring = new SessionRing(2, sessions);
        TreeMap<Integer, Float> kept = new TreeMap<>();
        int session = 0;
        for (int step : steps) {
            session += step;
            int at = ring.put(session);
            ring.values()[at] = session;
            ring.values()[at + 1] = -session;
            kept.put(session, (float) session);
            kept.headMap(session - sessions, true).clear();
            for (int back = 0; back < sessions; back++) {
                int found = session < back ? -1 : ring.find(session - back);
                assertEquals(kept.get(session - back), found < 0 ? null : (Float) ring.values()[found]);
            }
        }
    }
}
