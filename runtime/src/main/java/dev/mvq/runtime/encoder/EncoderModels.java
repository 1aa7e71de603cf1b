package dev.mvq.runtime.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mvq.runtime.encoder.EncoderSet.Described;
import dev.mvq.runtime.market.EditDistance;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The encoders that a store keeps, {@code models/<version>/}: the parameter file, and its card for people to read. Those that come with
 * the program go by the name {@link #SHIPPED}.
 */
public final class EncoderModels {
    /** What the program's own encoders are called. */
    public static final String SHIPPED = "shipped";

    private static final String HOME = "comprehensive_vectors/models/";
    private static final String CARD = "card.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectStore store;

    /** Those of {@code store}, which stays the caller's to close. */
    public EncoderModels(ObjectStore store) {
        this.store = store;
    }

    private record Card(String version, String size, ModelCard card) {}

    /**
     * Keeps parameters under their version; the parameter file comes last, and makes them complete. Where the same are there, they stay
     * with the card they have.
     *
     * @return the version
     */
    String keep(EncoderParameters parameters) {
        String version = parameters.version();
        if (isWhole(version)) {
            return version;
        }
        Card card = new Card(version, parameters.size().word(), parameters.card());
        try {
            byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(card);
            store.put(HOME + version + "/" + CARD, text, Precondition.NONE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card is always JSON", e);
        }
        store.put(key(version), EncoderFile.write(parameters), Precondition.NONE);
        return version;
    }

    private boolean isWhole(String version) {
        try {
            return versions().contains(version) && describe(version).version().equals(version);
        } catch (MvqException damaged) {
            return false;
        }
    }

    private static String key(String version) {
        return HOME + version + "/" + EncoderSet.FILE;
    }

    /** Versions that the store keeps, in order. */
    public List<String> versions() {
        return store.list(HOME).stream()
                .map(ObjectInfo::key)
                .filter(key -> key.endsWith("/" + EncoderSet.FILE))
                .map(key -> key.substring(HOME.length(), key.length() - EncoderSet.FILE.length() - 1))
                .filter(version -> !version.contains("/"))
                .toList();
    }

    /**
     * What is known of the encoders.
     *
     * @param name {@link #SHIPPED}, or a version that the store keeps
     * @throws MvqException where there are none of that name, or they are damaged
     */
    public Described describe(String name) {
        return Described.of(parameters(name));
    }

    /** The encoders, ready to encode; as {@link #describe}. */
    public EncoderSet open(String name, DeviceChoice device) {
        return EncoderSet.ofCurrent(
                parameters(name), name.equals(SHIPPED) ? "of this build" : name + " of " + store.location(), device);
    }

    EncoderParameters parameters(String name) {
        String version = known(name);
        if (version.equals(SHIPPED)) {
            return EncoderSet.shippedParameters();
        }
        String key = key(version);
        try {
            EncoderParameters parameters =
                    EncoderFile.read(Files.readAllBytes(store.fetch(key)), "at " + key + " of " + store.location());
            if (!parameters.version().equals(version)) {
                throw new MvqException(
                        "%s of %s holds the encoders %s".formatted(key, store.location(), parameters.version()),
                        "remove it, and make %s again: TRAIN ENCODERS".formatted(version));
            }
            return parameters;
        } catch (IOException e) {
            throw new MvqException("%s of %s cannot be read: %s".formatted(key, store.location(), e), "", e);
        }
    }

    /**
     * The name as kept.
     *
     * @param name {@link #SHIPPED}, the version of those, or a version that the store keeps, in any case
     * @throws MvqException where there is none of that name
     */
    public String known(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals(SHIPPED)) {
            return SHIPPED;
        }
        List<String> versions = versions();
        if (versions.contains(wanted)) {
            return wanted;
        }
        if (EncoderSet.shippedParameters().version().equals(wanted)) {
            return SHIPPED;
        }
        throw new MvqException(
                "there are no encoders '%s' in %s".formatted(name, store.location()), near(wanted, versions));
    }

    private static String near(String wanted, List<String> versions) {
        List<String> all = new ArrayList<>(versions);
        all.add(SHIPPED);
        Optional<String> nearest = all.stream()
                .filter(each -> each.startsWith(wanted) || EditDistance.between(each, wanted) <= each.length() / 4)
                .min(Comparator.comparingInt(each -> EditDistance.between(each, wanted)));
        return nearest.map(each -> "did you mean '%s'?".formatted(each))
                .orElse(
                        versions.isEmpty()
                                ? "there are the shipped ones only; TRAIN ENCODERS makes others"
                                : "SHOW ENCODERS lists them");
    }
}
