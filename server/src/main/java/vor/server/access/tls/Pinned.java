package vor.server.access.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client's trust in exactly one certificate, by its fingerprint; who vouches for it and which names it has is of no matter. */
public final class Pinned {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{64}");

    private Pinned() {}

    /** The fingerprint as it is compared; empty when the text is none. Colons and spaces may stand in it. */
    public static Optional<String> fingerprint(String text) {
        String plain = text.replaceAll("[:\\s]", "").toUpperCase(Locale.ROOT);
        return Optional.of(plain).filter(p -> FINGERPRINT.matcher(p).matches());
    }

    /** @param fingerprint as {@link #fingerprint} gives it */
    public static SSLContext context(String fingerprint) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new One(fingerprint)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static final class One extends X509ExtendedTrustManager {
        private final String fingerprint;

        One(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            String shown = Shown.fingerprint(chain[0]);
            boolean same = MessageDigest.isEqual(
                    shown.replace(":", "").getBytes(StandardCharsets.US_ASCII), fingerprint.getBytes(StandardCharsets.US_ASCII));
            if (!same) {
                throw new CertificateException("the server shows another certificate than the one expected: SHA-256 " + shown);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            throw new CertificateException("this is the client's side");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            throw new CertificateException("this is the client's side");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this is the client's side");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
