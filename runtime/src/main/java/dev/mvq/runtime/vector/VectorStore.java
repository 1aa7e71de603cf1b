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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        return root.generation().map(head -> {
            List<Manifest> manifests = new ArrayList<>();
            head.manifests().forEach(hash -> manifests.add(manifest(hash)));
            List<Segment> segments = manifests.stream()
                    .map(manifest -> new Segment(store, readTables, manifest.segment(), manifest.indices()))
                    .toList();
            return new Generation(root, head, manifests, segments);
        });
    }

    /** Objects that neither the current generation nor a complete day needs: leftovers of killed runs and of earlier generations. */
    public List<ObjectInfo> orphans() {
        List<ObjectInfo> orphans = new ArrayList<>(dayStore.unfinished());
        Set<String> needed = new HashSet<>();
        for (String hash : root().generation().map(Root.Head::manifests).orElse(List.of())) {
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
        if (!ManifestJson.isHash(hash)) {
            throw Damage.ofRoot(Layout.ROOT, "it names a manifest as none is named", null);
        }
        String key = Layout.manifest(hash);
        byte[] text = store.head(key)
                .map(info -> Json.text(store, info))
                .orElseThrow(() -> Damage.ofRoot(Layout.ROOT, "it names " + key + ", which is gone", null));
        try {
            return ManifestJson.decode(hash, text);
        } catch (IllegalArgumentException e) {
            throw Damage.of(
                    key,
                    Damage.words(e),
                    "delete " + Layout.ROOT
                            + " and run GENERATE EMBEDDINGS; days already encoded are not encoded again",
                    e);
        }
    }
}
