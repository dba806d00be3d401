package vor.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom Vor believes when it asks others over HTTPS: whom the machine believes, where the launcher names its list in the
 * property {@code vor.authorities} (one PEM file), so that an authority that was added to the machine counts here too; else
 * those that the JDK comes with.
 */
final class Authorities {
    static final String PROPERTY = "vor.authorities";

    private static final Logger LOG = LoggerFactory.getLogger(Authorities.class);

    private Authorities() {}

    /** For a client of others' servers. */
    static HttpClient.Builder client() {
        return client(System.getProperty(PROPERTY));
    }

    static HttpClient.Builder client(@Nullable String file) {
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (file != null) {
            try {
                builder.sslContext(context(Path.of(file)));
            } catch (IOException | GeneralSecurityException e) {
                LOG.warn("The authorities of {} cannot be read ({}); those of the JDK count", file, e.getMessage());
            }
        }
        return builder;
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, one);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
