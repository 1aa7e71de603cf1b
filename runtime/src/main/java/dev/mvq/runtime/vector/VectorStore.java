package dev.mvq.runtime.vector;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.DuckDatabase;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ParquetTables;
import dev.mvq.runtime.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything below {@code comprehensive_vectors/}: days of vectors, segments, and the root. Safe for use by several threads.
 *
 * <p>A generation comes about in this order, and is seen by readers with the last step only: {@link #write} each day; {@link #draft}
 * each run of {@link SegmentDraft#partition}; build indices from {@link #open(SegmentDraft)}, under
 * {@link SegmentDraft#indexKey}; {@link #attach} them, which writes the manifest; {@link #commit}. New indices for the same days are
 * new manifests of the old drafts. Whoever is killed in between leaves objects nothing points to ({@link #orphans}).
 */
public final class VectorStore implements AutoCloseable {
    private static final int QUERY_THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final ObjectStore store;
    private final DuckDatabase writing = DuckDatabase.ordered();
    private final DuckDatabase reading = DuckDatabase.parallel(QUERY_THREADS);
    private final ParquetTables readTables = new ParquetTables(reading);
    private final DayStore dayStore;
    private final SegmentWriter segmentWriter;
    private final RootFile rootFile;

    /** The vectors kept in {@code store}, which stays the caller's to close. */
    public VectorStore(ObjectStore store) {
        this(store, Clock.systemUTC());
    }

    /** @param clock dates commits */
    public VectorStore(ObjectStore store, Clock clock) {
        this.store = store;
        this.dayStore = new DayStore(store, new ParquetTables(writing));
        this.segmentWriter = new SegmentWriter(store, writing);
        this.rootFile = new RootFile(store, clock);
    }

    /**
     * Writes a day whole, under a name made of its content; {@code day.json} last.
     *
     * @param day the market day
     * @param embeddings of its {@link dev.mvq.runtime.market.DayRows}
     * @param historySessions {@code [rows]} sessions of the row's own history within the last 60
     * @param inputs what the embeddings were made from
     */
    public DayRef write(MarketDay day, DayEmbeddings embeddings, short[] historySessions, DayInputs inputs) {
        return dayStore.write(day, embeddings, historySessions, inputs);
    }

    /** The complete stored day of these inputs; folders of killed runs and of missing or shortened files are not found. */
    public Optional<DayRef> find(LocalDate date, DayInputs inputs) {
        return dayStore.find(date, inputs);
    }

    /** Every complete stored day, by date; a date is there once for each of the inputs it was made from. */
    public List<DayRef> days() {
        return dayStore.days();
    }

    /**
     * Every complete stored day of a year, by date, at the cost of one listing.
     *
     * @param known days that need not be read again, such as those of a generation; their files are looked for all the same
     */
    public List<DayRef> days(int year, Collection<DayRef> known) {
        return dayStore.days(year, known);
    }

    /** Gives the days' rows their ordinals and writes the filter file. Days are in order, of one encoder, not empty. */
    public SegmentDraft draft(List<DayRef> days) {
        return segmentWriter.write(days);
    }

    /** The segment, to build indices from. To be closed. */
    public Segment open(SegmentDraft draft) {
        return new Segment(store, readTables, draft, Map.of());
    }

    /** The present root. */
    public Root root() {
        return rootFile.read();
    }

    /**
     * The name of the generation that would follow {@code root}: its number and a hash of segments and indexing, so that nothing of an
     * earlier generation is overwritten and a killed run comes to the same name again.
     *
     * @param indexing what says how indices are built, such as factory texts and parameters
     */
    public static String generationName(Root root, List<SegmentDraft> segments, String indexing) {
        int number = root.generation().map(Root.Head::number).orElse(0) + 1;
        String made = segments.stream().map(SegmentDraft::id).collect(Collectors.joining("\n", "", "\n" + indexing));
        return "g%04d-%s"
                .formatted(
                        number,
                        Checksum.of(made.getBytes(StandardCharsets.UTF_8)).substring(0, 8));
    }

    /** Writes the manifest of a segment with its indices. */
    public Manifest attach(SegmentDraft segment, List<IndexFile> indices) {
        EnumMap<Modality, IndexFile> byModality = new EnumMap<>(Modality.class);
        indices.forEach(index -> byModality.put(index.modality(), index));
        byte[] text = ManifestJson.encode(segment, byModality);
        Manifest manifest = new Manifest(ManifestJson.hash(text), segment, byModality);
        store.put(Layout.manifest(manifest.hash()), text, Precondition.NONE);
        return manifest;
    }

    /**
     * Makes the manifests the current generation: the one step readers see.
     *
     * @param expected the root the work began from
     * @param generation name of the new generation, {@link #generationName}
     * @param manifests in order of days, all written
     * @throws MvqException where another writer committed since {@code expected} was read; nothing changed
     */
    public Root commit(Root expected, String generation, List<Manifest> manifests) {
        return rootFile.commit(expected, generation, manifests);
    }

    /** What {@link #commit} of these manifests would make current; a head can be opened and named without being committed. */
    public Root.Head head(Root expected, String generation, List<Manifest> manifests) {
        return rootFile.head(expected, generation, manifests);
    }

    /** Names a generation, committed or not, {@code checkpoint_YEAR}: what it is made of is not collected while it is named so. */
    public void checkpoint(int year, Root.Head head) {
        store.put(Layout.checkpoint(year), RootFile.encode(head), Precondition.NONE);
    }

    /** The generations that are named by checkpoints, by year. */
    public NavigableMap<Integer, Root.Head> checkpoints() {
        NavigableMap<Integer, Root.Head> checkpoints = new TreeMap<>();
        for (ObjectInfo info : store.list(Layout.CHECKPOINTS)) {
            Layout.checkpointYear(info.key())
                    .ifPresent(year -> checkpoints.put(year, RootFile.decode(info.key(), store.read(info.key()))));
        }
        return checkpoints;
    }

    /** Copies of a single segment's indices under the names people expect, {@code indices/<modality>_index.faiss}. */
    public void publish(Manifest manifest) {
        manifest.indices()
                .forEach((modality, index) -> store.put(
                        Layout.publishedIndex(modality),
                        store.fetch(index.file().key()),
                        Precondition.NONE));
    }

    /** The current generation, if anything was committed. To be closed. */
    public Optional<Generation> open() {
        Root root = root();
        return root.generation().map(head -> open(root, head));
    }

    /** A generation that need not be the current one. To be closed. */
    public Generation open(Root root, Root.Head head) {
        List<Manifest> manifests = manifests(head);
        List<Segment> segments = manifests.stream()
                .map(manifest -> new Segment(store, readTables, manifest.segment(), manifest.indices()))
                .toList();
        return new Generation(root, head, manifests, segments);
    }

    /** The manifests of a generation, in order of days. */
    public List<Manifest> manifests(Root.Head head) {
        return head.manifests().stream().map(this::manifest).toList();
    }

    /** Objects that neither the current generation, nor a checkpoint, nor a complete day needs: leftovers of killed runs and of earlier generations. */
    public List<ObjectInfo> orphans() {
        List<ObjectInfo> orphans = new ArrayList<>(dayStore.unfinished());
        Set<String> needed = new HashSet<>();
        Set<String> manifests = new HashSet<>();
        root().generation().ifPresent(head -> manifests.addAll(head.manifests()));
        checkpoints().values().forEach(head -> manifests.addAll(head.manifests()));
        for (String hash : manifests) {
            Manifest manifest = manifest(hash);
            needed.add(Layout.manifest(hash));
            needed.add(manifest.segment().filters().key());
            manifest.indices().values().forEach(index -> needed.add(index.file().key()));
        }
        for (Modality modality : Modality.values()) {
            needed.add(Layout.publishedIndex(modality));
        }
        for (String prefix : List.of(Layout.MANIFESTS, Layout.FILTERS, Layout.INDICES)) {
            store.list(prefix).stream()
                    .filter(info -> !needed.contains(info.key()))
                    .forEach(orphans::add);
        }
        return orphans;
    }

    @Override
    public void close() {
        writing.close();
        reading.close();
    }

    private Manifest manifest(String hash) {
        String key = Layout.manifest(hash);
        if (store.head(key).isEmpty()) {
            throw Damage.ofRoot(Layout.ROOT, "it names " + key + ", which is gone", null);
        }
        try {
            return ManifestJson.decode(hash, store.read(key));
        } catch (IllegalArgumentException e) {
            throw Damage.ofDerived(key, Damage.words(e), e);
        }
    }
}
