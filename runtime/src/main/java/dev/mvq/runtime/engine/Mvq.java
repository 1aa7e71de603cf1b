package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.bucket.StoreLocation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * The engine over one store. Safe for use by several threads for questions; one statement that writes at a time.
 * Everything a user can do wrong is a {@link dev.mvq.runtime.market.MvqException}.
 */
public interface Mvq extends AutoCloseable {
    /**
     * The engine over a local folder, which is made with the first import.
     *
     * @param folder of the store
     * @param workingFolder what relative paths of imports are relative to
     * @param progress hears how long work goes on
     */
    static Mvq open(Path folder, Path workingFolder, Progress progress) {
        return open(new StoreLocation.Folder(folder), Map.of(), workingFolder, progress);
    }

    /**
     * The engine over a folder or a part of a bucket.
     *
     * @param environment where endpoint and keys of buckets are named, and the cache; a folder needs none
     * @param workingFolder what relative paths of imports are relative to
     * @param progress hears how long work goes on
     */
    static Mvq open(StoreLocation store, Map<String, String> environment, Path workingFolder, Progress progress) {
        return new StoreEngine(store.open(environment), environment, workingFolder, progress, Clock.systemUTC());
    }

    /** The store as the user named it. */
    String location();

    /** Rows most alike: columns of language.md section 2. */
    Answer similar(SimilarQuery query);

    /** How {@link #similar} would go about it. */
    PlanNode explain(SimilarQuery query);

    /** Quote, Greeks, features, and which embeddings exist: columns {@code item value unit}. */
    Answer describe(DescribeQuery query);

    /** Stored rows, asked where they lie: nothing is read that the question does not need, and never all of it is held. */
    Rows from(FromQuery query);

    /** Writes the rows to a file without holding them; how many there were. */
    long save(FromQuery query, RowFile file);

    /** Asks rows that are held already. */
    Rows ask(Table rows, RowQuery query);

    /** Writes rows that are held already to a file. */
    void save(Table rows, RowFile file);

    /** How {@link #from} would go about it. */
    PlanNode explain(FromQuery query);

    /** Runs {@link #from} step by step: reading the rows first, then each step of the question. */
    List<MeasuredStep> measure(FromQuery query);

    /** As {@link #measure(FromQuery)}, of rows that are held already. */
    List<MeasuredStep> measure(Table rows, RowQuery query);

    /** The catalogue: contract, underlying, type, strike, expiry, first and last day. */
    Answer contracts(ContractsQuery query);

    /** Per underlying and source: days, rows, first and last day, how many are encoded. */
    Answer coverage();

    /** One row per index: modality, type, rows, bytes, generation, file. */
    Answer indices();

    /** One row per generation that can be read, oldest first: encoder, days, rows, which is current, which checkpoints point to it. */
    Answer generations();

    /** One row per encoder: what it was trained on through, which generations are of it, which one is in use. */
    Answer encoders();

    /** Removes generations that were replaced long ago and what killed runs left; one row per object or day's folder. */
    Answer collect(CollectQuery query);

    /** Files into canonical days; rows are the report by file, messages the sums. */
    Answer importFiles(ImportQuery query);

    /** A made market into canonical days. */
    Answer importSimulated(SimulationQuery query);

    /** Days into vectors, indices, root. */
    Answer generate(GenerateQuery query);

    /** Indices from stored vectors. */
    Answer buildIndex(BuildIndexQuery query);

    /** What the encoders are worth on the store's days: a row a measure, columns the methods; messages say what lacked data. */
    Answer testEmbeddings(TestEmbeddingsQuery query);

    /** Encoders fitted to the store's days, which the store keeps: a row a modality; messages say their version. */
    Answer train(TrainQuery query);

    /** How {@link #train} would go about it. */
    PlanNode explain(TrainQuery query);

    /** Name, value, default and meaning of every setting. */
    Table settings();

    /** Changes a setting; the value is checked. */
    void set(Setting setting, String value);

    /** The setting's present value. */
    String get(Setting setting);

    /** Days with market data. */
    NavigableSet<LocalDate> days();

    /** Days of a generation, by its name, number or checkpoint. */
    NavigableSet<LocalDate> days(String generation);

    /** Known tickers and contracts that begin with {@code prefix}, for completion; at most {@code limit}. */
    List<String> complete(String prefix, int limit);

    /** Formats IMPORT knows, with a line on each. */
    Map<String, String> formats();

    /** Columns of a contract-day that WHERE may use: name to one of {@code text number whole date boolean}. */
    Map<String, String> columns();

    /** The newest generation's name, if anything was generated. */
    Optional<String> generation();

    @Override
    void close();
}
