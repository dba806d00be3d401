package vor.server.access.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A certificate with what leads to it, the server's first, and its key. */
record Shown(List<X509Certificate> chain, PrivateKey key) {
    Shown {
        chain = List.copyOf(chain);
    }

    Instant ends() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    String fingerprint() {
        return fingerprint(chain.getFirst());
    }

    /** SHA-256 of the certificate, as browsers show it: AB:CD:… */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("every certificate has a SHA-256", e);
        }
    }
}
