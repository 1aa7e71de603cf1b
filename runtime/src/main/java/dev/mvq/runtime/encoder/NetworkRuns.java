package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The five networks one by one, on inputs prepared before: what benchmarks time and what other implementations of the same networks are
 * held against. Encoding itself is {@link EncoderSet}'s.
 */
public final class NetworkRuns implements AutoCloseable {
    private final NDManager manager = PyTorch.manager(DeviceChoice.CPU);
    private final ParameterStore store = new ParameterStore(manager, false);
    private final EncoderParameters parameters;
    private final EncoderNetworks networks;

    /** The networks of a file of encoder parameters. */
    public NetworkRuns(Path file) {
        try {
            parameters = EncoderFile.read(file);
        } catch (IOException e) {
            throw new MvqException("no encoder parameters can be read at " + file + ": " + e, "", e);
        }
        networks = new EncoderNetworks(parameters.schema(), parameters.size());
        networks.set(manager, parameters);
    }

    /** Rows of one run. */
    public static int chunk() {
        return EncoderSet.CHUNK;
    }

    /**
     * Numbers of one input in row-major order.
     *
     * @param shape extents, the rows first
     * @param values their product many
     */
    public record Input(long[] shape, float[] values) {}

    /** One network and the inputs of one chunk of rows. */
    public final class Run {
        private final Network network;
        private final List<Input> inputs;

        private Run(Modality modality, List<Input> inputs) {
            this.network = networks.network(modality);
            this.inputs = List.copyOf(inputs);
        }

        /** What the network reads. */
        public List<Input> inputs() {
            return inputs;
        }

        /** The embeddings {@code [chunk, dimension]}, from numbers in Java's memory to numbers in Java's memory. */
        public float[] embed() {
            try (NDManager sub = manager.newSubManager()) {
                NDList arrays = new NDList();
                inputs.forEach(input -> arrays.add(sub.create(input.values(), new Shape(input.shape()))));
                return network.embeddings(store, arrays);
            }
        }
    }

    /** Runs of a base network over the first whole chunks of the batch, whose rows all have the modality. */
    public List<Run> base(Modality modality, FeatureBatch batch) {
        InputShape shape = parameters.schema().shape(modality);
        Normalisation scale = parameters.normalisation(modality);
        float[] features = FeatureSchema.values(batch, modality);
        List<Run> runs = new ArrayList<>();
        for (int from = 0; from + chunk() <= batch.size(); from += chunk()) {
            MaskedInput input = new MaskedInput(shape, chunk());
            for (int row = 0; row < chunk(); row++) {
                input.fill(row, features, (from + row) * shape.size(), scale);
            }
            try (NDManager sub = manager.newSubManager()) {
                runs.add(new Run(
                        modality,
                        input.arrays(sub).stream().map(NetworkRuns::input).toList()));
            }
        }
        return runs;
    }

    /** Runs of the fusion over the embeddings that the base runs give, all modalities there. */
    public List<Run> fused(List<List<Run>> base) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < base.getFirst().size(); i++) {
            List<Input> inputs = new ArrayList<>();
            for (List<Run> of : base) {
                float[] embedded = of.get(i).embed();
                inputs.add(new Input(new long[] {chunk(), embedded.length / chunk()}, embedded));
            }
            float[] there = new float[chunk() * base.size()];
            Arrays.fill(there, 1f);
            inputs.add(new Input(new long[] {chunk(), base.size()}, there));
            runs.add(new Run(Modality.FUSED, inputs));
        }
        return runs;
    }

    private static Input input(NDArray array) {
        return new Input(array.getShape().getShape(), array.toFloatArray());
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        manager.close();
    }
}
