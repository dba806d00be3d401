package vor.server.api;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The platform thread that makes documents small: a native library at work would hold up those that serve requests. */
public final class Packer implements Executor, AutoCloseable {
    private final ExecutorService thread;

    /** @param name of the thread */
    public Packer(String name) {
        thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
