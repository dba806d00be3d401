package vor.server.image;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Draws images anew, one at a time, each on the thread {@code plan-image}, where decoding in native code holds nobody's
 * carrier. It takes at most about 150 MB of memory for as long as it lasts.
 */
public final class Redrawing {
    /** Of what comes out, in pixels. */
    public static final int LONGEST = 4096;

    private final Semaphore one;

    static {
        System.setProperty("java.awt.headless", "true");
    }

    public Redrawing() {
        this(new Semaphore(1));
    }

    Redrawing(Semaphore one) {
        this.one = one;
    }

    private static final class Refused extends RuntimeException {
        private final transient ImageException why;

        Refused(ImageException why) {
            super(why);
            this.why = why;
        }
    }

    /**
     * Waits until it is drawn.
     *
     * @param mediaType what the sender says that it is
     * @return empty when another one is being drawn
     * @throws ImageException when it is no image that we draw
     */
    public Optional<Redrawn> redraw(byte[] file, String mediaType) throws ImageException {
        Essence essence = Essence.of(file);
        if (!essence.kind().mediaType().equals(mediaType)) {
            throw new ImageException("was sent as " + mediaType + ", but is a " + essence.kind());
        }
        if (!one.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(drawn(essence));
        } finally {
            one.release();
        }
    }

    private static Redrawn drawn(Essence essence) throws ImageException {
        CompletableFuture<Redrawn> done = new CompletableFuture<>();
        Thread.ofPlatform().name("plan-image").daemon().start(() -> draw(essence, done));
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused.why;
            }
            throw e;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever went wrong belongs to the caller
    private static void draw(Essence essence, CompletableFuture<Redrawn> done) {
        try {
            done.complete(Encoding.of(Decoding.of(essence), essence.kind()));
        } catch (ImageException e) {
            done.completeExceptionally(new Refused(e));
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }
}
