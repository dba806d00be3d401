package vor.server.inventory;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one platform thread that touches the database: a native call that blocks would hold a virtual thread's carrier.
 * What does not fit into its queue is refused and counted.
 */
final class DbThread implements AutoCloseable {
    private static final int CAPACITY = 256;

    private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;
    private final Runnable last;
    private volatile boolean closed;

    private record Task<T>(Callable<T> work, CompletableFuture<@Nullable T> done) {
        @SuppressWarnings("CatchingUnchecked") // whatever went wrong belongs to the caller
        void run() {
            try {
                done.complete(work.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }
    }

    /** @param last runs on the thread when it ends */
    DbThread(String name, Runnable last) {
        this.last = last;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    private void work() {
        while (!closed || !queue.isEmpty()) {
            try {
                queue.take().run();
            } catch (InterruptedException e) {
                // close() wants us to look at the flag; what waits is still done
            }
        }
        last.run();
    }

    /** Runs it there and waits. Must not be called from the thread itself. */
    <T> T call(Callable<T> work) {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("a listener of the inventory must not write to it");
        }
        Task<T> task = new Task<>(work, new CompletableFuture<>());
        if (closed) {
            throw new InventoryException.Unavailable("the inventory is closed");
        }
        if (!queue.offer(task)) {
            refused.incrementAndGet();
            throw new InventoryException.Busy(CAPACITY + " changes wait already; try again in a moment");
        }
        return result(task.done());
    }

    @SuppressWarnings("NullAway") // the work returns what it was typed to return
    private static <T> T result(CompletableFuture<@Nullable T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new InventoryException.Unavailable("the database failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    long refused() {
        return refused.get();
    }

    int waiting() {
        return queue.size();
    }

    /** Does what waits, then ends. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Task<?> task; (task = queue.poll()) != null; ) {
            task.done().completeExceptionally(new InventoryException.Unavailable("the inventory is closed"));
        }
    }
}
