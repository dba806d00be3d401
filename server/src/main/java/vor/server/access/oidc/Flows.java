package vor.server.access.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vor.model.Clock;

/**
 * The logins that were begun and not finished, in memory only. Each is good once, for ten minutes, with the key that the
 * browser's cookie holds together with the state that the provider sent back. Bounded: the oldest gives way, and is counted.
 * Safe for any thread.
 */
final class Flows {
    static final Duration VALID = Duration.ofMinutes(10);
    static final int MOST = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    private long dropped;

    /**
     * @param state that goes to the provider and comes back
     * @param nonce that must stand in the token
     * @param verifier that proves to the provider that we began this
     * @param back where the provider sends the browser
     */
    record Flow(String state, String nonce, String verifier, String back, long born) {}

    Flows(Clock clock) {
        this.clock = clock;
    }

    /** 256 random bits in 43 characters. */
    static String fresh() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    synchronized Flow begin(String key, String back) {
        trim();
        Flow flow = new Flow(fresh(), fresh(), fresh(), back, clock.nanos());
        flows.put(digest(key), flow);
        return flow;
    }

    private void trim() {
        Iterator<Flow> oldest = flows.values().iterator();
        while (oldest.hasNext()) {
            boolean over = isOver(oldest.next());
            if (!over && flows.size() < MOST) {
                return;
            }
            dropped += over ? 0 : 1;
            oldest.remove();
        }
    }

    private boolean isOver(Flow flow) {
        return clock.nanos() - flow.born() >= VALID.toNanos();
    }

    /** What was begun with this key and state, which is over by this; a wrong state ends it too. */
    synchronized Optional<Flow> take(String key, String state) {
        return Optional.ofNullable(flows.remove(digest(key))).filter(f -> !isOver(f) && isSame(f.state(), state));
    }

    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256, as PKCE writes it. */
    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    synchronized int size() {
        return flows.size();
    }

    synchronized long dropped() {
        return dropped;
    }
}
