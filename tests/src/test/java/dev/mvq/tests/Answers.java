package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.runtime.engine.ContractsQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.jfaiss.FaissIndex;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.jfaiss.FaissNeighbours;
import dev.mvq.runtime.jfaiss.FaissSearchParameters;
import dev.mvq.runtime.jfaiss.FaissSelector;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.VectorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Questions on random subjects and what mvq answers to them, as {@code check_store.py} reads them. */
final class Answers implements AutoCloseable {
    private static final int K = 20;
    private static final List<Modality> ON = List.of(Modality.FUSED, Modality.GREEKS);

    private final Path store;
    private final Mvq engine;
    private final Interpreter interpreter;
    private final Random random = new Random(17);
    private final ObjectNode json = new ObjectMapper().createObjectNode();
    private final ArrayNode similar = json.putArray("similar");

    Answers(Path store) {
        this.store = store;
        this.engine = Mvq.open(store, store, Progress.SILENT);
        this.interpreter = new MvqInterpreter(engine);
    }

    /**
     * Asks on so many subjects that have both embeddings.
     *
     * @param using {@code AUTO EXACT IVF HNSW}
     * @param parameters the clause WITH, or empty
     * @param least share of the best rows that must be found
     */
    Answers ask(String using, String parameters, int subjects, double least) {
        Table contracts = engine.contracts(new ContractsQuery(Optional.empty(), Optional.empty()))
                .rows();
        int asked = 0;
        for (int drawn = 0; asked < subjects; drawn++) {
            assertTrue(drawn < 20 * subjects, "too few contracts have embeddings");
            Row contract = contracts.row(random.nextInt(contracts.rowCount()));
            String name = contract.getString("contract");
            NavigableSet<LocalDate> days =
                    engine.days().subSet(contract.getDate("first_day"), true, contract.getDate("last_day"), true);
            LocalDate day = List.copyOf(days).get(random.nextInt(days.size()));
            if (name.contains("_") && answer(name, day.toString(), using, parameters, least)) {
                asked++;
            }
        }
        return this;
    }

    private boolean answer(String contract, String day, String using, String parameters, double least) {
        Heard heard = new Heard();
        String statement = "SIMILAR TO %s AT %s ON fused,greeks K %d %s %s"
                .formatted(contract, day, K, using.equals("AUTO") ? "" : "USING " + using, parameters);
        if (interpreter.run("<test>", statement, heard) != Interpreter.OK) {
            boolean lacks =
                    heard.problems.contains("embedding on " + day) || heard.problems.contains("has no row on " + day);
            assertTrue(lacks, () -> statement + "\n" + heard.problems);
            return false;
        }
        Table rows = heard.tables.getFirst();
        assertEquals(K, rows.rowCount(), statement);
        ObjectNode query = similar.addObject();
        query.put("using", using).put("least", least).put("k", K);
        query.putArray("subject").add(contract).add(day);
        ArrayNode on = query.putArray("modalities");
        ON.forEach(modality -> on.add(modality.word()));
        ArrayNode found = query.putArray("rows");
        for (Row row : rows) {
            ObjectNode each = found.addObject();
            each.put("contract", row.getString("contract"))
                    .put("date", row.getDate("date").toString());
            each.put("similarity", row.getDouble("similarity"));
            ON.forEach(modality -> each.put(modality.word(), row.getDouble("similarity_" + modality.word())));
        }
        return true;
    }

    /** Falsifies what was answered. */
    Answers shiftSimilarities(double by) {
        for (JsonNode query : similar) {
            for (JsonNode row : query.required("rows")) {
                ((ObjectNode) row).put("similarity", row.required("similarity").doubleValue() + by);
            }
        }
        return this;
    }

    /** Searches each index file as it is, for random rows. */
    Answers searchIndices() {
        ObjectNode neighbours = json.putObject("neighbours");
        try (LocalObjectStore objects = new LocalObjectStore(store);
                VectorStore vectors = new VectorStore(objects);
                Generation generation = vectors.open().orElseThrow()) {
            assertEquals(1, generation.segments().size());
            Segment segment = generation.segments().getFirst();
            generation.manifests().getFirst().indices().forEach((modality, file) -> {
                if (file.ntotal() > 0) {
                    neighbours.set(modality.word(), neighbours(segment, modality, file));
                }
            });
        }
        return this;
    }

    private ObjectNode neighbours(Segment segment, Modality modality, IndexFile file) {
        int k = 10;
        List<Integer> having = IntStream.range(0, segment.rows())
                .filter(ordinal -> modality.in(segment.narrow().present(ordinal)))
                .boxed()
                .collect(Collectors.toList());
        Collections.shuffle(having, random);
        int[] ordinals = having.stream().limit(20).mapToInt(Integer::intValue).toArray();
        float[] queries = new float[ordinals.length * modality.dimension()];
        float[] vector = new float[modality.dimension()];
        for (int i = 0; i < ordinals.length; i++) {
            segment.matrix(modality).read(ordinals[i], vector);
            System.arraycopy(vector, 0, queries, i * vector.length, vector.length);
        }
        ObjectNode asked = json.objectNode().put("k", k).put("nprobe", 4).put("ef", 64);
        ArrayNode queryOrdinals = asked.putArray("query_ordinals");
        ArrayNode labels = asked.putArray("labels");
        try (FaissIndex index = FaissIndex.map(FaissLibrary.system(), segment.indexPath(file))) {
            FaissNeighbours found =
                    index.search(queries, k, new FaissSearchParameters(4, 64, 0), new FaissSelector.All());
            for (int i = 0; i < ordinals.length; i++) {
                queryOrdinals.add(ordinals[i]);
                ArrayNode of = labels.addArray();
                for (long id : found.idsOf(i)) {
                    of.add(id);
                }
            }
        }
        return asked;
    }

    void writeTo(Path file) throws IOException {
        new ObjectMapper().writeValue(file.toFile(), json);
    }

    @Override
    public void close() {
        engine.close();
    }

    private static final class Heard implements Output {
        private final List<Table> tables = new ArrayList<>();
        private String problems = "";

        @Override
        public void rows(Table rows) {
            tables.add(rows);
        }

        @Override
        public void text(String text) {}

        @Override
        public void message(String message) {}

        @Override
        public void problem(String rendered) {
            problems += rendered + "\n";
        }
    }
}
