package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Connections to a bucket's server. Certificates and host names are always checked; nothing switches that off. */
final class HttpConnections {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Requests to one server at a time, and more than any part of us makes. */
    private static final int REQUESTS = 64;

    private HttpConnections() {}

    /** To be closed by ending its dispatcher and connections. */
    static OkHttpClient open(BucketAccess access) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(REQUESTS);
        dispatcher.setMaxRequestsPerHost(REQUESTS);
        Duration silence = SILENCE.compareTo(access.deadline()) < 0 ? SILENCE : access.deadline();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT)
                .readTimeout(silence)
                .writeTimeout(silence)
                // For connections that the server closed while they were idle, as MinIO does after it refused a body.
                .retryOnConnectionFailure(true)
                .followRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1));
        access.authorities().ifPresent(file -> trust(builder, file));
        return builder.build();
    }

    private static void trust(OkHttpClient.Builder builder, Path file) {
        try {
            List<X509TrustManager> managers = List.of(manager(null), manager(store(file)));
            X509TrustManager both = new EitherTrust(managers);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {both}, null);
            builder.sslSocketFactory(context.getSocketFactory(), both);
        } catch (IOException | GeneralSecurityException e) {
            throw new MvqException(
                    "MVQ_S3_CA names " + file + ", and no certificates can be read from it",
                    "it names a PEM file of certificates",
                    e);
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream content = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(content);
            if (certificates.isEmpty()) {
                throw new IOException("no certificates");
            }
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        return store;
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for certificates"));
    }

    /** Trusts who is trusted by one of them: the system's authorities, or the user's own. */
    private record EitherTrust(List<X509TrustManager> managers) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws java.security.cert.CertificateException {
            throw new java.security.cert.CertificateException("we are no server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws java.security.cert.CertificateException {
            java.security.cert.CertificateException refusal = null;
            for (X509TrustManager manager : managers) {
                try {
                    manager.checkServerTrusted(chain, type);
                    return;
                } catch (java.security.cert.CertificateException e) {
                    refusal = e;
                }
            }
            throw refusal == null ? new java.security.cert.CertificateException("nobody is trusted") : refusal;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            List<X509Certificate> issuers = new ArrayList<>();
            managers.forEach(manager -> issuers.addAll(Arrays.asList(manager.getAcceptedIssuers())));
            return issuers.toArray(X509Certificate[]::new);
        }
    }
}
