package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a bucket's server is and by which keys it is asked, from environment variables: ours first, then those of MinIO, then those of
 * AWS. Both keys are of one family, whose variables are named in messages; the keys themselves are in no message and no text of this class.
 */
public final class BucketAccess {
    private static final List<String> ENDPOINTS =
            List.of("MVQ_S3_ENDPOINT", "MINIO_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
    private static final List<String> REGIONS =
            List.of("MVQ_S3_REGION", "MINIO_REGION", "AWS_REGION", "AWS_DEFAULT_REGION");
    private static final List<Family> FAMILIES = List.of(
            new Family("MVQ_S3_ACCESS_KEY", "MVQ_S3_SECRET_KEY", "MVQ_S3_SESSION_TOKEN"),
            new Family("MINIO_ACCESS_KEY", "MINIO_SECRET_KEY", ""),
            new Family("MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD", ""),
            new Family("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"));
    private static final String REMEDY = "set MVQ_S3_ENDPOINT (such as http://127.0.0.1:9000), MVQ_S3_ACCESS_KEY and"
            + " MVQ_S3_SECRET_KEY; the names of MinIO and AWS are read as well";
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final URI endpoint;
    private final String region;
    private final Family family;
    private final String accessKey;
    private final String secretKey;
    private final String sessionToken;
    private final Optional<Path> authorities;
    private final Duration deadline;

    /** Names of variables that belong together. */
    private record Family(String access, String secret, String token) {}

    private BucketAccess(Map<String, String> environment) {
        this.endpoint = endpoint(environment);
        this.region = first(environment, REGIONS).map(environment::get).orElse("us-east-1");
        this.family = family(environment);
        this.accessKey = environment.getOrDefault(family.access(), "");
        this.secretKey = environment.getOrDefault(family.secret(), "");
        this.sessionToken = environment.getOrDefault(family.token(), "");
        this.authorities = first(environment, List.of("MVQ_S3_CA", "AWS_CA_BUNDLE"))
                .map(name -> Path.of(environment.getOrDefault(name, "")));
        this.deadline = deadline(environment);
    }

    /**
     * What the variables say.
     *
     * @throws MvqException where endpoint or keys are missing or malformed
     */
    public static BucketAccess of(Map<String, String> environment) {
        return new BucketAccess(environment);
    }

    /** Scheme, host and port. */
    URI endpoint() {
        return endpoint;
    }

    String region() {
        return region;
    }

    /** Names of the variables that gave the keys. */
    String keysFrom() {
        return family.access() + " and " + family.secret();
    }

    String accessKey() {
        return accessKey;
    }

    String secretKey() {
        return secretKey;
    }

    /** For keys that are lent for a while. */
    @Nullable
    String sessionToken() {
        return sessionToken.isEmpty() ? null : sessionToken;
    }

    /** A PEM file of certificates to be trusted besides those of the system. */
    Optional<Path> authorities() {
        return authorities;
    }

    /** How long a request is tried. */
    Duration deadline() {
        return deadline;
    }

    /** The text without the keys, should a server have repeated them. */
    String withoutKeys(String text) {
        String clean = text;
        for (String key : List.of(secretKey, accessKey, sessionToken)) {
            clean = key.isEmpty() ? clean : clean.replace(key, "…");
        }
        return clean;
    }

    @Override
    public String toString() {
        return endpoint + " by " + keysFrom();
    }

    private static Optional<String> first(Map<String, String> environment, List<String> names) {
        return names.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst();
    }

    private static URI endpoint(Map<String, String> environment) {
        String name = first(environment, ENDPOINTS)
                .orElseThrow(() -> new MvqException("no endpoint is named for stores in buckets", REMEDY));
        String given = environment.getOrDefault(name, "").strip();
        String text = given.contains("://") ? given : (isLoopback(given) ? "http://" : "https://") + given;
        try {
            URI uri = new URI(text);
            String path = uri.getPath() == null ? "" : uri.getPath();
            if (uri.getUserInfo() != null || given.contains("@")) {
                // Not repeated: it may hold a key.
                throw new MvqException(
                        name + " holds a user or a key", "it holds scheme, host and port only; keys have variables");
            }
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null || !(path.isEmpty() || path.equals("/")) || uri.getQuery() != null) {
                throw malformed(name, given, null);
            }
            return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw malformed(name, given.contains("@") ? "…" : given, e);
        }
    }

    private static MvqException malformed(String name, String given, @Nullable Exception cause) {
        return new MvqException(
                "%s is no endpoint: '%s'".formatted(name, given), "it looks like http://127.0.0.1:9000", cause);
    }

    private static boolean isLoopback(String endpoint) {
        return endpoint.startsWith("localhost") || endpoint.startsWith("127.") || endpoint.startsWith("[::1]");
    }

    private static Family family(Map<String, String> environment) {
        for (Family family : FAMILIES) {
            boolean access = !environment.getOrDefault(family.access(), "").isBlank();
            boolean secret = !environment.getOrDefault(family.secret(), "").isBlank();
            if (access != secret) {
                throw new MvqException(
                        "%s is set, and %s is not"
                                .formatted(
                                        access ? family.access() : family.secret(),
                                        access ? family.secret() : family.access()),
                        "set both, or neither");
            }
            if (access) {
                return family;
            }
        }
        throw new MvqException("no keys are given for stores in buckets", REMEDY);
    }

    private static Duration deadline(Map<String, String> environment) {
        String text = environment.getOrDefault("MVQ_S3_DEADLINE", "").strip();
        if (text.isEmpty()) {
            return DEADLINE;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1) {
            throw new MvqException(
                    "MVQ_S3_DEADLINE is no number of seconds: '" + text + "'", "it takes 1 to 99999; by default 120");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
