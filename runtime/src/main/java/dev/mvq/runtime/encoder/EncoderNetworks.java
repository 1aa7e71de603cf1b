package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.encoder.EncoderParameters.Tensor;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.Checksum;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The five networks, and their parameters as plain numbers in and out. */
final class EncoderNetworks {
    /** Greeks of a row are nearly noise-free functions of its quotes: what is learnt beside them blurs neighbouring strikes. */
    private static final Halves GREEKS = new Halves(0.998, -0.15);

    private static final Halves TECHNICAL = new Halves(0.5, 0.6);

    private final EnumMap<Modality, TwofoldNetwork> networks = new EnumMap<>(Modality.class);
    private final FusionNetwork fusion;

    EncoderNetworks(InputSchema schema, EncoderSize size) {
        networks.put(Modality.PRICE, new PriceNetwork(schema.price(), size));
        networks.put(
                Modality.GREEKS,
                new ResidualNetwork(schema.greeks(), Modality.GREEKS, size.greeks(), size.depth() - 1, GREEKS));
        networks.put(Modality.MICROSTRUCTURE, new SessionNetwork(schema.microstructure(), size));
        networks.put(
                Modality.TECHNICAL,
                new ResidualNetwork(schema.technical(), Modality.TECHNICAL, size.technical(), size.depth(), TECHNICAL));
        fusion = new FusionNetwork(size);
        networks.put(Modality.FUSED, fusion);
    }

    TwofoldNetwork network(Modality modality) {
        TwofoldNetwork network = networks.get(modality);
        if (network == null) {
            throw new IllegalStateException("no network for " + modality);
        }
        return network;
    }

    FusionNetwork fusion() {
        return fusion;
    }

    /** Seeded starting values. */
    void start(NDManager manager, long seed) {
        networks.forEach((modality, network) -> network.start(manager, seed * 31 + modality.ordinal()));
    }

    /** Sets every parameter from its tensor. */
    void set(NDManager manager, EncoderParameters parameters) {
        networks.keySet().forEach(modality -> set(manager, modality, parameters));
    }

    /** Sets the parameters of one network. */
    void set(NDManager manager, Modality modality, EncoderParameters parameters) {
        Network network = network(modality);
        List.copyOf(network.named().keySet())
                .forEach(name -> network.set(manager, name, parameters.values(modality.word() + "/" + name)));
    }

    /** Content hash of the networks of these modalities: equal exactly when they embed alike. */
    String version(List<Modality> modalities) {
        Checksum checksum = new Checksum();
        for (Modality modality : modalities) {
            network(modality).named().forEach((name, parameter) -> {
                byte[] bytes = parameter.getArray().toByteArray();
                checksum.add(bytes, 0, bytes.length);
            });
        }
        return checksum.hex();
    }

    /** All parameters as they now stand, with the normalisations beside them. */
    EncoderParameters parameters(
            ModelCard card, InputSchema schema, EncoderSize size, Map<Modality, Normalisation> normalisations) {
        TreeMap<String, Tensor> tensors = new TreeMap<>();
        networks.forEach((modality, network) -> network.named()
                .forEach((name, parameter) -> tensors.put(
                        modality.word() + "/" + name,
                        new Tensor(
                                parameter.getArray().getShape().getShape(),
                                parameter.getArray().toFloatArray()))));
        normalisations.forEach((modality, normalisation) -> {
            tensors.put(modality.word() + "/mean", vector(normalisation.mean()));
            tensors.put(modality.word() + "/deviation", vector(normalisation.deviation()));
            tensors.put(modality.word() + "/carry", vector(normalisation.carry()));
        });
        return new EncoderParameters(card, schema, size, tensors);
    }

    private static Tensor vector(float[] values) {
        return new Tensor(new long[] {values.length}, values);
    }
}
