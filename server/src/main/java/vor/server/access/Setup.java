package vor.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vor.model.Clock;

/** The one-time key with which the first admin is made. It lives in memory only, for an hour. Safe for any thread. */
final class Setup {
    static final Duration VALID = Duration.ofHours(1);

    private final Clock clock;
    private @Nullable String hash;
    private long made;

    Setup(Clock clock) {
        this.clock = clock;
    }

    /** A new key; the one before it is void. */
    synchronized String open() {
        String key = Keys.fresh();
        hash = Keys.hash(key);
        made = clock.nanos();
        return key;
    }

    synchronized boolean fits(String key) {
        String open = hash;
        return open != null
                && clock.nanos() - made < VALID.toNanos()
                && MessageDigest.isEqual(
                        open.getBytes(StandardCharsets.US_ASCII), Keys.hash(key).getBytes(StandardCharsets.US_ASCII));
    }

    synchronized void close() {
        hash = null;
    }
}
