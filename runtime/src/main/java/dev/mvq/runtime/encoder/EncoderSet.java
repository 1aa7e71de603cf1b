package dev.mvq.runtime.encoder;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Five encoders with their parameters, ready to encode on a device. Any number of workers may encode at once; each runs on its own
 * thread only.
 *
 * <p>A row's embedding depends on nothing but the row: rows always go through the networks in chunks of one size, for a matrix product
 * of another size may round differently.
 */
public final class EncoderSet implements AutoCloseable {
    /** The name of the parameter file in a folder, and of the shipped one. */
    public static final String FILE = "encoders-v1.bin";

    /** Rows of a run through a network. 256 are a tenth faster a row; but a day may have twenty rows, and is padded to this. */
    static final int CHUNK = 128;

    private final NDManager manager;
    private final Chunks chunks;
    private final EncoderParameters parameters;
    private final EncoderNetworks networks;
    private final List<Chunks.Base> bases;
    private final String version;

    private EncoderSet(EncoderParameters parameters, NDManager manager) {
        this.parameters = parameters;
        this.manager = manager;
        chunks = new Chunks(manager, new ParameterStore(manager, false));
        networks = new EncoderNetworks(parameters.schema(), parameters.size());
        networks.set(manager, parameters);
        InputSchema schema = parameters.schema();
        bases = InputSchema.BASE.stream()
                .map(modality -> new Chunks.Base(
                        modality,
                        networks.network(modality),
                        schema.shape(modality),
                        parameters.normalisation(modality)))
                .toList();
        version = parameters.version();
    }

    /** The encoders shipped with the project. */
    public static EncoderSet shipped(DeviceChoice device) {
        return ofCurrent(shippedParameters(), "of this build", device);
    }

    static EncoderParameters shippedParameters() {
        try (InputStream in = EncoderSet.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new MvqException(
                        "this build of mvq has no encoder parameters", "make them with scripts/train-encoders");
            }
            return EncoderFile.read(in.readAllBytes(), "of this build");
        } catch (IOException e) {
            throw new MvqException("the shipped encoder parameters cannot be read: " + e.getMessage(), "", e);
        }
    }

    /**
     * What is known of encoders without running them.
     *
     * @param version as {@link EncoderSet#version}
     * @param card where they come from
     * @param size how large the networks are
     */
    public record Described(String version, ModelCard card, EncoderSize size) {
        static Described of(EncoderParameters parameters) {
            return new Described(parameters.version(), parameters.card(), parameters.size());
        }
    }

    /** What is known of the encoders shipped with the project; loads no network. */
    public static Described describeShipped() {
        return Described.of(shippedParameters());
    }

    /** The encoders of a folder that holds {@link #FILE}, or of such a file. */
    public static EncoderSet load(Path folder, DeviceChoice device) {
        Path file = Files.isDirectory(folder) ? folder.resolve(FILE) : folder;
        try {
            return ofCurrent(EncoderFile.read(file), file.toString(), device);
        } catch (IOException e) {
            throw new MvqException(
                    "no encoder parameters can be read at " + file + ": " + e,
                    "use the shipped ones, or make them with scripts/train-encoders",
                    e);
        }
    }

    /** Refuses parameters that were trained on other features than this build computes. */
    static EncoderSet ofCurrent(EncoderParameters parameters, String from, DeviceChoice device) {
        if (!parameters.schema().equals(InputSchema.current())) {
            throw new MvqException(
                    "encoder parameters " + from + " were made for other features than this build of mvq computes",
                    "use the shipped ones, or make them again: TRAIN ENCODERS, or scripts/train-encoders for those that are shipped");
        }
        return of(parameters, device);
    }

    static EncoderSet of(EncoderParameters parameters, DeviceChoice device) {
        NDManager manager = PyTorch.manager(device);
        try {
            return new EncoderSet(parameters, manager);
        } catch (IllegalArgumentException e) {
            manager.close();
            throw new MvqException(
                    "encoder parameters do not fit their own networks: " + e.getMessage(),
                    "use the shipped ones, or make them again with scripts/train-encoders",
                    e);
        } catch (EngineException e) {
            manager.close();
            throw e;
        }
    }

    /** The same networks and normalisation before any training, on the processor: a baseline. */
    public EncoderSet restarted(long seed) {
        EncoderNetworks fresh = new EncoderNetworks(parameters.schema(), parameters.size());
        EnumMap<Modality, Normalisation> scales = new EnumMap<>(Modality.class);
        bases.forEach(base -> scales.put(base.modality(), base.scale()));
        try (NDManager sub = manager.newSubManager()) {
            fresh.start(sub, seed);
            EncoderParameters started =
                    fresh.parameters(ModelCard.untrained(seed), parameters.schema(), parameters.size(), scales);
            return new EncoderSet(started, PyTorch.manager(DeviceChoice.CPU));
        }
    }

    /** Writes the parameters to a folder's {@link #FILE}, from where {@link #load} reads them. */
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(FILE), EncoderFile.write(parameters));
    }

    /** Short content hash of the parameters; rows of equal features encode alike under equal versions. */
    public String version() {
        return version;
    }

    /** Where the parameters come from. */
    public ModelCard card() {
        return parameters.card();
    }

    /** The features that the encoders read. */
    public InputSchema schema() {
        return parameters.schema();
    }

    /** Where the encoders run, as PyTorch calls it: {@code cpu} or {@code gpu(0)}. */
    public String device() {
        return manager.getDevice().toString().replace("()", "");
    }

    /**
     * Encodes a batch.
     *
     * @throws IllegalArgumentException when the batch is not of this set's schema
     */
    public DayEmbeddings encode(FeatureBatch batch) {
        parameters.schema().check(batch);
        EnumMap<Modality, float[]> vectors = new EnumMap<>(Modality.class);
        byte[] present = present(batch);
        for (Chunks.Base base : bases) {
            Modality modality = base.modality();
            float[] embedded = absent(batch.size(), modality);
            chunks.base(base, FeatureSchema.values(batch, modality), rows(present, modality), embedded);
            vectors.put(modality, embedded);
        }
        float[] fused = absent(batch.size(), Modality.FUSED);
        chunks.fused(networks.network(Modality.FUSED), rows(present, Modality.FUSED), present, vectors, fused);
        vectors.put(Modality.FUSED, fused);
        return new DayEmbeddings(batch.size(), vectors, present);
    }

    private static float[] absent(int rows, Modality modality) {
        float[] vectors = new float[rows * modality.dimension()];
        Arrays.fill(vectors, Float.NaN);
        return vectors;
    }

    /** Presence as the batch says it, with fused wherever any other is. */
    private static byte[] present(FeatureBatch batch) {
        byte[] present = new byte[batch.size()];
        for (int row = 0; row < present.length; row++) {
            int base = batch.present()[row] & ~Modality.FUSED.bit();
            present[row] = (byte) (base == 0 ? 0 : base | Modality.FUSED.bit());
        }
        return present;
    }

    private static int[] rows(byte[] present, Modality modality) {
        return IntStream.range(0, present.length)
                .filter(row -> modality.in(present[row]))
                .toArray();
    }

    /** Frees the native memory of the parameters. */
    @Override
    public void close() {
        manager.close();
    }
}
