package dev.mvq.runtime.vector;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A committed state of the vector store, open for reading. What is committed later does not change it. */
public final class Generation implements AutoCloseable {
    private final Root root;
    private final Root.Head head;
    private final List<Manifest> manifests;
    private final List<Segment> segments;
    private final Runnable closed;

    /** @param closed hears when it is closed */
    Generation(Root root, Root.Head head, List<Manifest> manifests, List<Segment> segments, Runnable closed) {
        this.closed = closed;
        this.root = root;
        this.head = head;
        this.manifests = List.copyOf(manifests);
        this.segments = List.copyOf(segments);
    }

    /** Its name, unique in the store. */
    public String name() {
        return head.name();
    }

    /** The encoder of all its days. */
    public String encoderVersion() {
        return head.encoderVersion();
    }

    /** The root it was opened from: what a commit that builds on it expects. */
    public Root root() {
        return root;
    }

    /** Name, number, when it was committed. */
    public Root.Head head() {
        return head;
    }

    /** Its manifests, in order of their first days. */
    public List<Manifest> manifests() {
        return manifests;
    }

    /** Its segments, in order of their first days. Where days were corrected or came late, days of one lie between another's. */
    public List<Segment> segments() {
        return segments;
    }

    /** Days with embeddings. */
    public NavigableSet<LocalDate> days() {
        NavigableSet<LocalDate> days = new TreeSet<>();
        segments.forEach(segment -> segment.liveDays().forEach(day -> days.add(day.date())));
        return days;
    }

    /** Number of rows that count. */
    public long rows() {
        return segments.stream().mapToLong(Segment::liveRows).sum();
    }

    @Override
    public void close() {
        segments.forEach(Segment::close);
        closed.run();
    }
}
