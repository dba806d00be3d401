package vor.server.receive.net;

/** A socket that another thread waits at keeps its port in the kernel until that thread has left. */
final class Threads {
    private static final long PATIENCE_MILLIS = 2_000;

    private Threads() {}

    /** Waits until it has left, two seconds at most; not for oneself. */
    static void awaitEnd(Thread reader) {
        if (reader == Thread.currentThread()) {
            return;
        }
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
