package vor.server.access.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives TLS the newest certificate. A handshake asks for an alias first, then for the key and the chain of that alias; so the
 * one before is kept, that a change in between gives nobody the key of one with the chain of the other.
 */
@SuppressWarnings("NullAway") // null is how TLS is told that there is none
final class ShownKeys extends X509ExtendedKeyManager {
    /** @param serial of the newest */
    private record Both(Shown shown, @Nullable Shown before, long serial) {}

    private volatile Both both;

    ShownKeys(Shown shown) {
        both = new Both(shown, null, 1);
    }

    void show(Shown next) {
        both = new Both(next, both.shown(), both.serial() + 1);
    }

    Shown shown() {
        return both.shown();
    }

    private @Nullable Shown of(String alias) {
        Both now = both;
        return alias.equals(Long.toString(now.serial())) ? now.shown() : now.before();
    }

    private @Nullable String alias(String type) {
        Both now = both;
        String algorithm = now.shown().key().getAlgorithm();
        return type.equals(algorithm) || (type.equals("RSASSA-PSS") && algorithm.equals("RSA")) ? Long.toString(now.serial()) : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(type);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(type);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        String alias = alias(type);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Shown shown = of(alias);
        return shown == null ? null : shown.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Shown shown = of(alias);
        return shown == null ? null : shown.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

}
