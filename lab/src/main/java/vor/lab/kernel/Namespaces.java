package vor.lab.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Network namespaces as {@code ip netns} names them. */
public final class Namespaces {
    private static final int CLONE_NEWNET = 0x40000000;

    private Namespaces() {}

    /** Where {@code ip netns} keeps it. */
    public static String path(String namespace) {
        return "/run/netns/" + namespace;
    }

    /**
     * Runs the work on a thread of its own that has entered the namespace and ends there; sockets that it opens stay in
     * the namespace for good.
     *
     * @throws KernelException where the namespace does not exist or must not be entered
     */
    public static <T> T inside(String namespace, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().name("vor-lab-netns").start(() -> {
            try {
                enter(namespace);
                result.complete(work.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return await(result);
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void enter(String namespace) {
        int fd = Libc.check(Libc.open(path(namespace), Libc.O_RDONLY), "open network namespace " + namespace);
        try {
            Libc.check(Libc.setns(fd, CLONE_NEWNET), "enter network namespace " + namespace);
        } finally {
            Libc.close(fd);
        }
    }
}
