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
import dev.mvq.runtime.storage.SideBySide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything below {@code comprehensive_vectors/}: days of vectors, segments, and the root. Safe for use by several threads.
 *
 * <p>A generation comes about in this order, and is seen by readers with the last step only: {@link #write} each day; {@link Growth}
 * says which segments stay; {@link #draft} each of the others; build indices from {@link #open(SegmentDraft)}, under
 * {@link SegmentDraft#indexKey}; {@link #attach} them, which writes the manifest; {@link #commit}. New indices for the same days are
 * new manifests of the old drafts. Whoever is killed in between leaves objects nothing points to, and {@link #collect} removes them.
 */
public final class VectorStore implements AutoCloseable {
    private static final int QUERY_THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** What is younger needs not be held. */
    private static final Duration HELD = Duration.ofHours(1);

    private final ObjectStore store;
    private final DuckDatabase writing = DuckDatabase.ordered();
    private final DuckDatabase reading = DuckDatabase.parallel(QUERY_THREADS);
    private final ParquetTables readTables = new ParquetTables(reading);
    private final DayStore dayStore;
    private final SegmentWriter segmentWriter;
    private final Verification verification = new Verification();
    private final History history;
    private final RootFile rootFile;
    private final Generations generations;
    private final Clock clock;

    /** The vectors kept in {@code store}, which stays the caller's to close. */
    public VectorStore(ObjectStore store) {
        this(store, Clock.systemUTC());
    }

    /** @param clock dates commits */
    public VectorStore(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.dayStore = new DayStore(store, new ParquetTables(writing));
        this.segmentWriter = new SegmentWriter(store, writing);
        this.history = new History(store);
        this.rootFile = new RootFile(store, history, this::isReadable);
        this.generations = new Generations(store, rootFile, history);
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

    /**
     * Local files of days, in their order, each version held against its checksum once.
     *
     * @throws MvqException naming the file that is damaged
     */
    public List<Path> fetch(SortedMap<LocalDate, StoredFile> files) {
        List<Path> paths =
                store.fetch(files.values().stream().map(StoredFile::key).toList());
        Iterator<Path> path = paths.iterator();
        Map<LocalDate, Path> fetched = new TreeMap<>();
        files.keySet().forEach(day -> fetched.put(day, path.next()));
        SideBySide.of(
                fetched.entrySet(),
                Math.max(QUERY_THREADS, store.requestsAtOnce()),
                "reading from " + store.location(),
                day -> requireSound(day.getKey(), Objects.requireNonNull(files.get(day.getKey())), day.getValue()));
        return paths;
    }

    private Path requireSound(LocalDate day, StoredFile file, Path path) {
        String etag = store.head(file.key()).map(ObjectInfo::etag).orElse("");
        if (!verification.holds(file, etag, path, file.crc())) {
            throw Damage.ofDay(day, file.key(), "it is not what was written, by its checksum", null);
        }
        return path;
    }

    /** Gives the days' rows their ordinals and writes the filter file. Days are in order, of one encoder, not empty. */
    public SegmentDraft draft(List<DayRef> days) {
        return segmentWriter.write(days);
    }

    /** The segment, to build indices from. To be closed. */
    public Segment open(SegmentDraft draft) {
        return new Segment(store, readTables, verification, draft, Map.of(), Tombstones.NONE);
    }

    /** The present root. */
    public Root root() {
        return rootFile.read();
    }

    /** The segment of a manifest, to go on from its indices. To be closed. */
    public Segment open(Manifest manifest) {
        return new Segment(
                store, readTables, verification, manifest.segment(), manifest.indices(), manifest.tombstones());
    }

    /**
     * The name of the generation that would follow {@code root}: its number and a hash of segments and indexing, so that nothing of an
     * earlier generation is overwritten and a killed run comes to the same name again.
     *
     * @param indexing what says how indices are built, such as factory texts and parameters
     */
    public static String generationName(Root root, List<SegmentDraft> segments, String indexing) {
        String made = segments.stream().map(SegmentDraft::id).collect(Collectors.joining("\n", "", "\n" + indexing));
        return "g%04d_%s"
                .formatted(
                        root.next(),
                        Checksum.of(made.getBytes(StandardCharsets.UTF_8)).substring(0, 8));
    }

    /** Writes the manifest of a segment with its indices, every row of which counts. */
    public Manifest attach(SegmentDraft segment, List<IndexFile> indices) {
        return attach(segment, indices, Tombstones.NONE);
    }

    /** Writes the manifest of a segment with its indices, and the rows that do not count. */
    public Manifest attach(SegmentDraft segment, List<IndexFile> indices, Tombstones tombstones) {
        EnumMap<Modality, IndexFile> byModality = new EnumMap<>(Modality.class);
        indices.forEach(index -> byModality.put(index.modality(), index));
        byte[] text = ManifestJson.encode(segment, byModality, tombstones);
        Manifest manifest = new Manifest(ManifestJson.hash(text), segment, byModality, tombstones);
        store.put(Layout.manifest(manifest.hash()), text, Precondition.NONE);
        return manifest;
    }

    /** As {@link #commit(Root, String, List, Root.Pairs)}, of a generation with random pairs of its own. */
    public Root commit(Root expected, String generation, List<Manifest> manifests) {
        return commit(expected, generation, manifests, Root.Pairs.drawn(generation, 0));
    }

    /**
     * Makes the manifests a generation: the one step readers see. It becomes the current one, unless that is of another encoder and has
     * days which this one lacks: then it grows beside it.
     *
     * @param expected the root the work began from
     * @param generation name of the new generation, {@link #generationName}
     * @param manifests in order of days, all written
     * @param pairs its random pairs, written
     * @throws OvertakenException where another writer committed since {@code expected} was read; nothing changed
     */
    public Root commit(Root expected, String generation, List<Manifest> manifests, Root.Pairs pairs) {
        Root.Head head = head(expected, generation, manifests, pairs);
        Optional<Root.Head> growing =
                expected.growing().filter(of -> !of.encoderVersion().equals(head.encoderVersion()));
        return follows(expected, new Committed(head, manifests))
                ? rootFile.swap(expected, Optional.of(head), growing)
                : rootFile.swap(expected, expected.generation(), Optional.of(head));
    }

    /** What {@link #commit} of these manifests would make a generation; it can be opened without being one. */
    public Root.Head head(Root expected, String generation, List<Manifest> manifests, Root.Pairs pairs) {
        return new Root.Head(
                generation,
                expected.next(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                oneEncoder(manifests),
                manifests.stream().map(Manifest::hash).toList(),
                pairs);
    }

    private boolean follows(Root expected, Committed next) {
        return expected.generation()
                .filter(current -> !current.encoderVersion().equals(next.head().encoderVersion()))
                .map(current -> next.days()
                        .keySet()
                        .containsAll(committed(current).days().keySet()))
                .orElse(true);
    }

    private static String oneEncoder(List<Manifest> manifests) {
        List<String> encoders = manifests.stream()
                .map(manifest -> manifest.segment().encoderVersion())
                .distinct()
                .toList();
        if (encoders.size() != 1) {
            throw new IllegalArgumentException("a generation has segments of one encoder, not of " + encoders);
        }
        return encoders.getFirst();
    }

    /** Names a generation {@code checkpoint_YEAR}: {@link #collect} leaves it alone while it is named so. */
    public void checkpoint(int year, Root.Head head) {
        Checkpoints.write(store, year, head);
    }

    /** The generations that are named by checkpoints of years. */
    public NavigableMap<Integer, Root.Head> checkpoints() {
        return Checkpoints.ofYears(store);
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
        while (true) {
            Root root = root();
            try {
                return root.generation().map(head -> open(root, head));
            } catch (MvqException e) {
                // What it is made of may have gone because another one followed meanwhile.
                if (root.etag().equals(root().etag())) {
                    throw e;
                }
            }
        }
    }

    /**
     * An earlier generation, which {@link #collect} leaves alone until it is closed.
     *
     * @param word its name, its number, or the name of a checkpoint
     * @throws MvqException where there is none
     */
    public Generation open(String word) {
        Root.Head wanted = generations.find(word);
        Pin pin = new Pin(store, wanted.name());
        try {
            // Looked for again: whoever removes it either sees the pin, or has made it unreadable before.
            return open(root(), generations.find(wanted.name()), pin::close);
        } catch (MvqException e) {
            pin.close();
            throw e;
        }
    }

    /** A generation that need not be committed, and that nothing keeps from being collected. To be closed. */
    public Generation open(Root root, Root.Head head) {
        return open(root, head, () -> {});
    }

    private Generation open(Root root, Root.Head head, Runnable closed) {
        List<Manifest> manifests = committed(head).manifests();
        return new Generation(
                root, head, manifests, manifests.stream().map(this::open).toList(), closed);
    }

    /** Every generation that can be read, oldest first. */
    public List<KeptGeneration> generations() {
        Root root = root();
        Checkpoints checkpoints = new Checkpoints(store);
        Map<String, Manifest> read = new HashMap<>();
        List<KeptGeneration> kept = new ArrayList<>();
        for (Root.Head head : generations.all()) {
            try {
                List<Manifest> manifests = head.manifests().stream()
                        .map(hash -> read.computeIfAbsent(hash, this::manifest))
                        .toList();
                kept.add(new KeptGeneration(
                        new Committed(head, manifests),
                        standing(root, head),
                        List.copyOf(checkpoints.of(head.name()))));
            } catch (MvqException e) {
                if (generations.all().contains(head)) {
                    throw e;
                } // else it was removed meanwhile
            }
        }
        return kept;
    }

    private static KeptGeneration.Standing standing(Root root, Root.Head head) {
        if (root.generation().filter(head::equals).isPresent()) {
            return KeptGeneration.Standing.CURRENT;
        }
        return root.growing().filter(head::equals).isPresent()
                ? KeptGeneration.Standing.GROWING
                : KeptGeneration.Standing.EARLIER;
    }

    /** The newest generation of an encoder: what further days of it are added to. */
    public Optional<Committed> newest(Root root, String encoderVersion) {
        return generations.newest(root, encoderVersion).map(this::committed);
    }

    private boolean isReadable(Root.Head head) {
        try {
            return committed(head).head().equals(head);
        } catch (MvqException damaged) {
            return false;
        }
    }

    /** Reads what a generation is made of. */
    public Committed committed(Root.Head head) {
        return new Committed(head, head.manifests().stream().map(this::manifest).toList());
    }

    /**
     * Makes sure that days which no generation holds yet are still there, and are not taken for leftovers before one does.
     *
     * @throws MvqException where one was removed meanwhile
     */
    public void hold(Collection<DayRef> days) {
        dayStore.hold(days, clock.instant().minus(HELD));
    }

    /**
     * Removes what no generation needs any more, or says what would go.
     *
     * @param grace how long a generation is kept after it was replaced
     * @param open names of generations that this process reads
     */
    public Collected collect(Duration grace, Set<String> open, boolean dryRun) {
        return new GarbageCollection(store, rootFile, history, dayStore, this::manifest, clock)
                .run(grace, open, dryRun);
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
                    "GENERATE FULL INDEX makes it again; days already encoded are not encoded again",
                    e);
        }
    }
}
