package vor.server.access.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS between machines that show each other certificates: ours, and theirs by a CA of one's own, whose word alone counts. */
public final class MutualTls {
    private MutualTls() {}

    /**
     * For a listener that is to ask for the client's certificate.
     *
     * @param certificate PEM, the server's first, then those that lead to it
     * @param where the key comes from, for people
     * @param key PEM, PKCS #8, not encrypted
     * @param clients PEM: the CAs whose certificates are believed; not those of the machine
     * @throws IdentityException when one of them cannot be used, in words for people
     */
    public static SSLContext context(Path certificate, String where, String key, Path clients) {
        Shown shown = Pem.read(certificate, where, key);
        List<X509Certificate> authorities = Pem.chain(clients);
        try {
            KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                believed.setCertificateEntry(Integer.toString(i), authorities.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ShownKeys(shown)}, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IdentityException("the CAs in " + clients + " cannot be used: " + e.getMessage());
        }
    }
}
