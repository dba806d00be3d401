package vor.server.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Argon2id. Its work is done by the one platform thread {@code access-hash}, so that logins never take more than one core
 * and one piece of memory; who does not fit into its queue is refused. Safe for any thread; callers wait.
 */
final class Passwords implements AutoCloseable {
    static final int LEAST = 10;
    static final int MOST = 256;
    private static final int WAITING = 32;
    private static final int SALT = 16;
    private static final int LENGTH = 32;

    private final Effort effort;
    private final AtomicLong hashed = new AtomicLong();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Thread.ofPlatform().daemon().name("access-hash").factory());
    private final CompletableFuture<String> nobodys;

    Passwords(Effort effort) {
        this.effort = effort;
        nobodys = submit(() -> make(Keys.fresh()));
    }

    /** @throws AccessException.Invalid when it is no password that we take */
    static void check(String field, String password, String name) {
        int length = password.codePointCount(0, password.length());
        String hint = LEAST + " to " + MOST + " characters; a few words that nobody puts together are good";
        if (length < LEAST) {
            throw new AccessException.Invalid(field, "has " + length + " characters, which is too short", hint);
        }
        if (length > MOST) {
            throw new AccessException.Invalid(field, "has " + length + " characters, which is too long", hint);
        }
        if (password.codePoints().distinct().count() < 4 || password.toLowerCase(Locale.ROOT).equals(name)) {
            throw new AccessException.Invalid(field, "would be guessed at once", hint);
        }
    }

    /** With its parameters and its salt in it. */
    String hash(String password) {
        return result(submit(() -> make(password)));
    }

    private String make(String password) {
        return Argon2Function.getInstance(effort.kibibytes(), effort.rounds(), 1, LENGTH, Argon2.ID)
                .hash(bytes(password), Keys.bytes(SALT))
                .getResult();
    }

    /** Takes as long when there is no such account. */
    boolean fits(String password, Optional<String> hash) {
        String other = hash.orElseGet(() -> result(nobodys));
        // check(..).withArgon2() would use the library's own parameters, not those of the hash
        boolean fits = result(submit(() -> Argon2Function.getInstanceFromHash(other)
                .check(bytes(password), other.getBytes(StandardCharsets.US_ASCII))));
        return fits && hash.isPresent();
    }

    /** Whether it was made with less or more effort than a new one would be. */
    boolean isDated(String hash) {
        return !hash.contains("$m=" + effort.kibibytes() + ",t=" + effort.rounds() + ",p=1$");
    }

    /** The same letters, however a keyboard composes them. */
    private static byte[] bytes(String password) {
        String shortened = password.length() > 4 * MOST ? password.substring(0, 4 * MOST) : password;
        return Normalizer.normalize(shortened, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    private <T> CompletableFuture<T> submit(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            thread.execute(() -> complete(done, work));
            return done;
        } catch (RejectedExecutionException e) {
            throw new AccessException.Busy(WAITING + " logins wait already; try again in a moment");
        }
    }

    private static <T> T result(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever went wrong belongs to the caller
    private <T> void complete(CompletableFuture<T> done, Callable<T> work) {
        try {
            T result = work.call();
            hashed.incrementAndGet();
            done.complete(result);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    /** How many were hashed since the start. */
    long hashed() {
        return hashed.get();
    }

    int waiting() {
        return thread.getQueue().size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
