package vor.server.access;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file, which nobody but this user may read, and the one platform thread {@code access-db} that touches it. What
 * does not fit into its queue is refused and counted. Another process may write to the file meanwhile: {@link #isChanged}.
 */
final class Database implements AutoCloseable {
    /** Version of the newest migration in {@code db/sqlite-access}. */
    private static final int NEWEST = 2;

    private static final int WAITING = 256;
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Path folder;
    private final Path file;
    private final String url;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Thread.ofPlatform().daemon().name("access-db").factory());
    private volatile boolean failing;

    /** Only the thread touches what follows. */
    private @Nullable Connection connection;

    private long seen;

    private Database(Path folder, String name) {
        this.folder = folder;
        file = folder.resolve(name);
        url = "jdbc:sqlite:" + file.toAbsolutePath();
    }

    static Database open(Path folder, String name) {
        Database database = new Database(folder, name);
        try {
            database.run(database::connect);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private boolean connect() {
        try {
            guard();
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            config.setBusyTimeout(2000);
            connection = DriverManager.getConnection(url, config.toProperties());
            migrate();
            try (Handle handle = handle()) {
                seen = dataVersion(handle);
            }
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            throw unavailable("cannot be opened", e);
        }
    }

    /** SQLite gives the files beside it the rights of the file itself. */
    private void guard() throws IOException {
        Files.createDirectories(folder);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OURS));
            giveToOwnerOfFolder();
        } catch (FileAlreadyExistsException e) {
            if (!Files.getPosixFilePermissions(file).equals(OURS)) {
                Files.setPosixFilePermissions(file, OURS);
            }
        }
    }

    /** A command that root runs must not keep it from the user that Vor runs as. */
    private void giveToOwnerOfFolder() throws IOException {
        UserPrincipal owner = Files.getOwner(folder);
        if (!owner.equals(Files.getOwner(file))) {
            Files.setOwner(file, owner);
        }
    }

    /** Flyway alone takes half a second to wake, so it is asked only when there is something to do. */
    private void migrate() {
        int version = version();
        if (version > NEWEST) {
            throw new AccessException.Unavailable(file + " is of a newer Vor (schema " + version + ", this one knows " + NEWEST
                    + "); run that one, or take a copy made before its upgrade");
        }
        if (version < NEWEST) {
            Flyway.configure().dataSource(url, null, null).locations("classpath:db/sqlite-access").load().migrate();
        }
    }

    private int version() {
        try (Handle handle = handle()) {
            boolean empty = handle.createQuery("SELECT count(*) FROM sqlite_master WHERE name = 'flyway_schema_history'")
                    .mapTo(Integer.class)
                    .one() == 0;
            return empty
                    ? 0
                    : handle.createQuery("SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success = 1")
                            .mapTo(Integer.class)
                            .findOne()
                            .orElse(0);
        }
    }

    private Handle handle() {
        if (connection == null) {
            throw new AccessException.Unavailable(file + " is not open");
        }
        return Jdbi.create(connection).open(); // its handles leave the connection open
    }

    /** Asks, on the thread, and waits. */
    <T> T read(Function<Handle, T> question) {
        return run(() -> {
            try (Handle handle = handle()) {
                return question.apply(handle);
            }
        });
    }

    /** Writes, all or nothing, and waits until it is on the disk; then calls {@code after}, still on the thread. */
    <T> T write(Function<Handle, T> change, Consumer<Handle> after) {
        return run(() -> {
            T done = transaction(change);
            try (Handle handle = handle()) {
                after.accept(handle);
            }
            return done;
        });
    }

    private <T> T transaction(Function<Handle, T> change) {
        try (Handle handle = handle()) {
            T done = handle.inTransaction(change::apply);
            failing = false;
            return done;
        } catch (AccessException e) {
            throw e;
        } catch (RuntimeException e) {
            failing = true;
            throw e;
        }
    }

    /** Has it done soon, without waiting; false when too much waits already. */
    boolean later(Consumer<Handle> work) {
        try {
            thread.execute(() -> quietly(work));
            return true;
        } catch (RejectedExecutionException e) {
            refused.incrementAndGet();
            return false;
        }
    }

    private void quietly(Consumer<Handle> work) {
        try {
            transaction(handle -> {
                work.accept(handle);
                return true;
            });
        } catch (RuntimeException e) {
            failures.incrementAndGet();
            LOG.error("{} cannot be written", file, e);
        }
    }

    /** Whether another process has written since this was asked last. To be called on the thread. */
    boolean isChanged(Handle handle) {
        long now = dataVersion(handle);
        boolean changed = now != seen;
        seen = now;
        return changed;
    }

    private static long dataVersion(Handle handle) {
        return handle.createQuery("PRAGMA data_version").mapTo(Long.class).one();
    }

    private interface Work<T> {
        T run();
    }

    private <T> T run(Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            thread.execute(() -> complete(done, work));
        } catch (RejectedExecutionException e) {
            refused.incrementAndGet();
            throw new AccessException.Busy(WAITING + " changes wait already; try again in a moment");
        }
        try {
            return done.join();
        } catch (CompletionException e) {
            throw unavailable("cannot be used", e.getCause() == null ? e : e.getCause());
        }
    }

    private static <T> void complete(CompletableFuture<T> done, Work<T> work) {
        try {
            done.complete(work.run());
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private AccessException unavailable(String what, Throwable e) {
        if (e instanceof AccessException known) {
            return known;
        }
        failures.incrementAndGet();
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new AccessException.Unavailable(file + " " + what + ": " + root.getMessage(), e);
    }

    /** Whether the newest write failed. */
    boolean isFailing() {
        return failing;
    }

    long refused() {
        return refused.get();
    }

    long failures() {
        return failures.get();
    }

    /** Does what waits, then ends. */
    @Override
    public void close() {
        try {
            thread.execute(this::disconnect);
        } catch (RejectedExecutionException e) {
            LOG.warn("{} was not closed in order: too much waited", file);
        }
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.warn("{} did not close well", file, e);
        }
    }
}
