package vor.server.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vor.model.Clock;

/**
 * A big document, encoded when somebody asks and at most once a second; who asks meanwhile gets the same bytes. Safe for
 * any thread; the encoding is done on the executor's.
 *
 * @param <T> what it is made of
 */
final class Snapshot<T> {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final Executor encoder;
    private final Supplier<T> source;
    private final Function<T, String> tag;
    private final Function<T, byte[]> json;
    private final AtomicLong encodedBytes = new AtomicLong();
    private @Nullable CompletableFuture<Answer> newest;
    private long madeAt;

    Snapshot(
            Clock clock, Executor encoder, Supplier<T> source, Function<T, String> tag, Function<T, byte[]> json) {
        this.clock = clock;
        this.encoder = encoder;
        this.source = source;
        this.tag = tag;
        this.json = json;
    }

    /** The document, at most a second old. */
    Answer answer() {
        return newest().join();
    }

    private synchronized CompletableFuture<Answer> newest() {
        long now = clock.nanos();
        // One at a time: a slow encoder is never given a second before it is done with the first.
        if (newest == null || newest.isCompletedExceptionally() || (newest.isDone() && now - madeAt >= FRESH)) {
            madeAt = now;
            newest = CompletableFuture.supplyAsync(this::encode, encoder);
        }
        return newest;
    }

    private Answer encode() {
        T value = source.get();
        byte[] plain = json.apply(value);
        encodedBytes.addAndGet(plain.length);
        return new Answer("application/json", tag.apply(value), "no-cache", Packed.of(plain, encoder));
    }

    long encodedBytes() {
        return encodedBytes.get();
    }
}
