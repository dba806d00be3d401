package vor.server.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
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

    /** Below this, compressing costs more than it saves. */
    private static final int WORTH_IT = 4 << 10;

    private final Clock clock;
    private final Executor encoder;
    private final Supplier<T> source;
    private final Function<T, String> tag;
    private final Function<T, byte[]> json;
    private final AtomicLong encodedBytes = new AtomicLong();
    private @Nullable CompletableFuture<Body> newest;
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
    Body body() {
        return newest().join();
    }

    private synchronized CompletableFuture<Body> newest() {
        long now = clock.nanos();
        if (newest == null || newest.isCompletedExceptionally() || now - madeAt >= FRESH) {
            madeAt = now;
            newest = CompletableFuture.supplyAsync(this::encode, encoder);
        }
        return newest;
    }

    private Body encode() {
        T value = source.get();
        byte[] plain = json.apply(value);
        encodedBytes.addAndGet(plain.length);
        Map<String, byte[]> encoded = plain.length < WORTH_IT ? Map.of() : Map.of("gzip", gzip(plain));
        return new Body("application/json", tag.apply(value), "no-cache", plain, encoded);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 6);
        try (OutputStream out = new Quick(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A low level: the documents repeat themselves so much that the higher ones gain little and take four times as long. */
    private static final class Quick extends GZIPOutputStream {
        Quick(OutputStream out) throws IOException {
            super(out, 16 << 10);
            def.setLevel(2);
        }
    }

    long encodedBytes() {
        return encodedBytes.get();
    }
}
