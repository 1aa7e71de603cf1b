package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.EncoderModels;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.encoder.StoreTraining;
import dev.mvq.runtime.fusion.Weighting;
import dev.mvq.runtime.generation.GenerationOptions;
import dev.mvq.runtime.generation.GenerationReport;
import dev.mvq.runtime.generation.Generator;
import dev.mvq.runtime.generation.Indexing;
import dev.mvq.runtime.generation.PercentileFiles;
import dev.mvq.runtime.generation.YearTest;
import dev.mvq.runtime.index.IndexBuilder;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.source.SourceFormats;
import dev.mvq.runtime.storage.Catalogue;
import dev.mvq.runtime.storage.CatalogueEntry;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.RowColumns;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentSizes;
import dev.mvq.runtime.vector.StoredFile;
import dev.mvq.runtime.vector.VectorStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** The engine over one object store. What is expensive is opened when first asked for. */
final class StoreEngine implements Mvq {
    private final ObjectStore store;
    private final Progress progress;
    private final TradingCalendar calendar = TradingCalendar.newYork();
    private final Days sessions = new Days(calendar);
    private final EngineSettings settings = new EngineSettings();
    private final FaissLibrary library = FaissLibrary.system();
    private final MarketArchive archive;
    private final Catalogue catalogue;
    private final VectorStore vectors;
    private final PercentileFiles percentiles;
    private final Indexing indexing;
    private final Imports imports;
    private final OpenGenerations open;
    private final Encoders encoders;
    private @Nullable RowEngine rowEngine;

    /**
     * @param store closed with this engine
     * @param environment where buckets that files are imported from are reached
     */
    StoreEngine(
            ObjectStore store, Map<String, String> environment, Path workingFolder, Progress progress, Clock clock) {
        this.store = store;
        this.progress = progress;
        this.catalogue = Catalogue.open(store);
        this.archive = new MarketArchive(store);
        this.vectors = new VectorStore(store, clock);
        this.percentiles = new PercentileFiles(store);
        this.indexing = new Indexing(
                store,
                vectors,
                new IndexBuilder(library),
                percentiles,
                () -> SegmentSizes.upTo(settings.whole(Setting.SEGMENT_ROWS)),
                progress);
        this.open = new OpenGenerations(vectors, calendar, library, percentiles, clock);
        EncoderModels models = new EncoderModels(store);
        this.encoders = new Encoders(models, settings, new StoreTraining(archive, store, models, calendar, progress));
        this.imports =
                new Imports(store, archive, catalogue, new SourcePlaces(workingFolder, environment), progress, clock);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public synchronized Answer similar(SimilarQuery query) {
        Answer answer = search(query).answer(query);
        return new Answer(answer.rows(), asOf(query.asOf(), answer.messages()));
    }

    @Override
    public synchronized PlanNode explain(SimilarQuery query) {
        PlanNode plan = search(query).plan(query);
        return asOf(query.asOf(), List.of()).stream()
                .findFirst()
                .map(words -> PlanNode.of(words, plan))
                .orElse(plan);
    }

    /** Messages, before them which generation an earlier one is. */
    private synchronized List<String> asOf(Optional<String> generation, List<String> messages) {
        List<String> all = new ArrayList<>();
        generation.ifPresent(word -> all.add(open.asOf(word).words()));
        all.addAll(messages);
        return all;
    }

    private SimilarSearch search(SimilarQuery query) {
        OpenGeneration current = query.asOf().map(open::asOf).or(open::current).orElseThrow(() -> {
            if (catalogue.entries().isEmpty()) {
                return new MvqException(
                        "the store " + location() + " has no market data yet",
                        "IMPORT 'files' or IMPORT SIMULATED brings some");
            }
            query.subjects().forEach(subject -> Subjects.known(catalogue, subject));
            return new MvqException("nothing is encoded in " + location() + " yet", "GENERATE EMBEDDINGS does that");
        });
        FreshRows fresh = new FreshRows(archive, catalogue, calendar, encoders::ofVersion);
        Subjects subjects = new Subjects(current.generation(), catalogue, sessions, fresh);
        Weighting weighting = Weighting.of(settings.get(Setting.WEIGHTING)).orElseThrow();
        String encoder = current.generation().encoderVersion();
        QueryWeights weights =
                new QueryWeights(current.searcher(), current::pairs, weighting, () -> encoders.noise(encoder));
        return new SimilarSearch(subjects, current.searcher(), current::pairs, weights);
    }

    @Override
    public synchronized Answer describe(DescribeQuery query) {
        List<String> messages = new ArrayList<>();
        CatalogueEntry entry = Subjects.known(catalogue, query.subject());
        LocalDate day = query.at()
                .map(at -> sessions.session(at, archive.days(), "market data", messages))
                .orElse(entry.lastDay());
        MarketDay market = archive.read(day)
                .orElseThrow(() -> new MvqException("no market data on " + day, Days.neighbours(day, archive.days())));
        Description description = switch (query.subject()) {
            case Contract contract -> new Description().option(quote(market, contract, entry));
            case Stock stock -> new Description().stock(bar(market, stock, entry));
        };
        OptionalInt present = open.current()
                .map(generation -> present(generation, query, day))
                .orElse(OptionalInt.empty());
        if (present.isPresent()) {
            description.embeddings(generation().orElse(""), present.getAsInt());
        } else {
            description.withoutEmbeddings();
        }
        return new Answer(description.table(), messages);
    }

    private static OptionalInt present(OpenGeneration generation, DescribeQuery query, LocalDate day) {
        for (Segment segment : generation.generation().segments()) {
            OptionalInt ordinal = segment.ordinal(query.subject(), day);
            if (ordinal.isPresent()) {
                return OptionalInt.of(segment.narrow().present(ordinal.getAsInt()));
            }
        }
        return OptionalInt.empty();
    }

    private static OptionQuote quote(MarketDay market, Contract contract, CatalogueEntry entry) {
        return market.options().stream()
                .filter(quote -> quote.contract().equals(contract))
                .findFirst()
                .orElseThrow(() -> noRow(contract.name(), market.date(), entry));
    }

    private static Bar bar(MarketDay market, Stock stock, CatalogueEntry entry) {
        return market.bars().stream()
                .filter(bar -> bar.ticker().equals(stock.ticker()))
                .findFirst()
                .orElseThrow(() -> noRow(stock.ticker(), market.date(), entry));
    }

    private static MvqException noRow(String name, LocalDate day, CatalogueEntry entry) {
        return new MvqException(
                name + " has no row on " + day,
                "it has data from %s to %s".formatted(entry.firstDay(), entry.lastDay()));
    }

    @Override
    public Rows from(FromQuery query) {
        Rows rows = stored(query).ask(rowEngine(), query);
        return new Rows(rows.table(), rows.complete(), asOf(query.asOf(), rows.messages()));
    }

    @Override
    public long save(FromQuery query, RowFile file) {
        return stored(query).save(rowEngine(), query, file);
    }

    @Override
    public Rows ask(Table rows, RowQuery query) {
        return rowEngine().ask(rows, query);
    }

    @Override
    public void save(Table rows, RowFile file) {
        rowEngine().save(rows, file);
    }

    @Override
    public PlanNode explain(FromQuery query) {
        return stored(query).plan(query);
    }

    @Override
    public List<MeasuredStep> measure(FromQuery query) {
        return stored(query).measure(rowEngine(), query);
    }

    @Override
    public List<MeasuredStep> measure(Table rows, RowQuery query) {
        return rowEngine().measure(rows, query);
    }

    private StoredRows stored(FromQuery query) {
        if (query.source() != RowSource.EMBEDDINGS && query.asOf().isEmpty()) {
            return new StoredRows(
                    store, sessions, archive.files(), days -> archive.fetch(days.values()), "market data");
        }
        NavigableMap<LocalDate, StoredFile> encoded = encodedFiles(query.asOf());
        NavigableMap<LocalDate, ObjectInfo> listed = new TreeMap<>();
        encoded.forEach((day, file) -> listed.put(day, new ObjectInfo(file.key(), file.bytes(), file.checksum())));
        return new StoredRows(
                store,
                sessions,
                listed,
                days -> vectors.fetch(encoded.subMap(days.firstKey(), true, days.lastKey(), true)),
                "embeddings");
    }

    private synchronized NavigableMap<LocalDate, StoredFile> encodedFiles(Optional<String> asOf) {
        NavigableMap<LocalDate, StoredFile> files = new TreeMap<>();
        asOf.map(open::asOf)
                .or(open::current)
                .ifPresent(current -> current.generation().segments().stream()
                        .flatMap(segment -> segment.liveDays().stream())
                        .forEach(day -> files.put(day.date(), day.day().file(StoredRows.OF_ENCODED_DAY))));
        return files;
    }

    private synchronized RowEngine rowEngine() {
        RowEngine made = rowEngine == null ? new RowEngine() : rowEngine;
        rowEngine = made;
        return made;
    }

    @Override
    public Answer contracts(ContractsQuery query) {
        List<String> messages = new ArrayList<>();
        Predicate<CatalogueEntry> wanted = entry -> true;
        if (query.like().isPresent()) {
            Predicate<String> like = Listings.like(query.like().get());
            wanted = wanted.and(entry -> like.test(entry.instrument().name()));
        }
        if (query.at().isPresent()) {
            LocalDate day = sessions.session(query.at().get(), archive.days(), "market data", messages);
            wanted = wanted.and(entry -> Listings.listedOn(entry, day));
        }
        return new Answer(
                Listings.contracts(catalogue.entries().stream().filter(wanted).toList()), messages);
    }

    @Override
    public synchronized Answer coverage() {
        NavigableSet<LocalDate> encoded =
                open.current().map(current -> current.generation().days()).orElseGet(TreeSet::new);
        return new Answer(new CoverageTable(archive.census()).of(encoded), List.of());
    }

    @Override
    public synchronized Answer indices() {
        return new Answer(
                Listings.indices(
                        open.current()
                                .map(current -> current.generation().manifests())
                                .orElse(List.of()),
                        generation().orElse("")),
                List.of());
    }

    @Override
    public synchronized Answer generations() {
        return new Answer(GenerationTables.generations(vectors.generations()), List.of());
    }

    @Override
    public synchronized Answer encoders() {
        return encoders.table(vectors.generations());
    }

    @Override
    public synchronized Answer collect(CollectQuery query) {
        return GenerationTables.collected(vectors.collect(query.grace(), open.names(), query.dryRun()), query);
    }

    @Override
    public synchronized Answer importFiles(ImportQuery query) {
        return imports.files(query);
    }

    @Override
    public synchronized Answer importSimulated(SimulationQuery query) {
        return imports.simulated(query);
    }

    @Override
    public synchronized Answer generate(GenerateQuery query) {
        library.require();
        GenerationOptions options = new Generations(catalogue, settings).options(query);
        try (EncoderSet used = encoders.open()) {
            Optional<YearTest> test = query.testAfterYear() ? Optional.of(yearTest(used)) : Optional.empty();
            GenerationReport report =
                    new Generator(archive, vectors, indexing, calendar, progress).generate(options, used, test);
            open.reopen();
            return Reports.generated(report, used, vectors.root());
        }
    }

    private YearTest yearTest(EncoderSet used) {
        return new EmbeddingYearTest(
                new EmbeddingTest(archive, calendar, progress), new RetrievalCheck(calendar, library), used);
    }

    @Override
    public synchronized Answer buildIndex(BuildIndexQuery query) {
        library.require();
        List<Modality> modalities =
                query.modalities().isEmpty() ? List.copyOf(EnumSet.allOf(Modality.class)) : query.modalities();
        Indexing.Outcome outcome =
                indexing.rebuild(new Indexing.Shape(modalities, query.type(), settings.whole(Setting.MAX_WORKERS)));
        open.reopen();
        return new Answer(indices().rows(), outcome.notes());
    }

    @Override
    public synchronized Answer testEmbeddings(TestEmbeddingsQuery query) {
        try (EncoderSet used = encoders.open()) {
            return new EmbeddingTest(archive, calendar, progress).answer(query, used);
        }
    }

    @Override
    public synchronized Answer train(TrainQuery query) {
        return encoders.train(query);
    }

    @Override
    public synchronized PlanNode explain(TrainQuery query) {
        return encoders.explain(query);
    }

    @Override
    public Table settings() {
        return settings.table();
    }

    @Override
    public void set(Setting setting, String value) {
        settings.set(setting, setting == Setting.ENCODERS ? encoders.known(value) : value);
    }

    @Override
    public String get(Setting setting) {
        return settings.get(setting);
    }

    @Override
    public NavigableSet<LocalDate> days() {
        return archive.days();
    }

    @Override
    public synchronized NavigableSet<LocalDate> days(String generation) {
        return open.asOf(generation).generation().days();
    }

    @Override
    public List<String> complete(String prefix, int limit) {
        return catalogue.complete(prefix, limit);
    }

    @Override
    public Map<String, String> formats() {
        Map<String, String> formats = new LinkedHashMap<>();
        SourceFormats.all().forEach(format -> formats.put(format.name(), format.description()));
        return formats;
    }

    @Override
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        RowColumns.ALL.forEach(
                column -> columns.put(column.name(), column.kind().word()));
        columns.put("history_sessions", "whole");
        Arrays.stream(Modality.values()).forEach(modality -> columns.put("has_" + modality.word(), "boolean"));
        return columns;
    }

    @Override
    public synchronized Optional<String> generation() {
        return open.current().map(current -> current.generation().name());
    }

    @Override
    public synchronized void close() {
        open.close();
        RowEngine asking = rowEngine;
        if (asking != null) {
            asking.close();
        }
        percentiles.close();
        vectors.close();
        archive.close();
        catalogue.close();
        store.close();
    }
}
