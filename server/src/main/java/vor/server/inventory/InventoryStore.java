package vor.server.inventory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Device;
import vor.model.Inventory;
import vor.model.Reading;

/**
 * Keeps the inventory: an immutable snapshot in memory, and behind it a database that has every acknowledged write on the
 * disk. All methods may be called from any thread; those that touch the database wait for the thread {@code inventory-db}.
 */
public final class InventoryStore implements AutoCloseable {
    /** The database's file in the data folder. */
    public static final String FILE = "inventory.db";

    private static final Logger LOG = LoggerFactory.getLogger(InventoryStore.class);

    private final Clock clock;
    private volatile Set<String> profiles;
    private final Database database;
    private final String where;
    private final DataLock lock;
    private final DbThread db = new DbThread("inventory-db", this::disconnect);
    private final List<Consumer<Inventory>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    private volatile Inventory current = Inventory.EMPTY;
    private volatile Album album = new Album(List.of());

    /** Only the database's thread touches what follows. */
    private @Nullable Connection connection;

    private long nextDevice = 1;
    private long nextLink = 1;
    private long nextEdit = 1;
    private volatile boolean doubtful;

    /**
     * What came of an edit.
     *
     * @param value what the edit itself returned
     * @param delta what changed; nothing when everything was so already
     * @param number the edit's in the change log; 0 when nothing was written
     */
    public record Result<T>(T value, Delta delta, long number) {}

    private InventoryStore(Database database, Clock clock, Set<String> profiles, DataLock lock) {
        this.clock = clock;
        this.profiles = Set.copyOf(profiles);
        this.lock = lock;
        this.database = database;
        where = database.where();
    }

    /**
     * Opens the inventory of a data folder, or makes a new one there.
     *
     * @param profiles names that devices may use
     * @throws InventoryException.Unavailable when another process has it, or it cannot be read or written
     */
    public static InventoryStore open(Path dataDir, Clock clock, Set<String> profiles) {
        return open(dataDir, new Place.Folder(), clock, profiles);
    }

    /**
     * Opens the inventory at a place, or makes a new one there.
     *
     * @param dataDir which this process then has for itself, wherever the inventory is
     * @param profiles names that devices may use
     * @throws InventoryException.Unavailable when another process has it, or it cannot be read or written
     */
    public static InventoryStore open(Path dataDir, Place place, Clock clock, Set<String> profiles) {
        DataLock lock = DataLock.take(dataDir);
        InventoryStore store = new InventoryStore(Database.of(place, dataDir), clock, profiles, lock);
        store.db.start();
        try {
            store.db.call(store::begin);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private boolean begin() {
        try {
            connection = database.connect();
            database.migrate(connection);
            try (Handle handle = Jdbi.create(connection).open()) {
                handle.execute(
                        "INSERT INTO store (created) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM store)", clock.millis());
            }
            load();
            return true;
        } catch (SQLException | RuntimeException e) {
            throw unavailable("the inventory " + where + " cannot be opened", e);
        }
    }

    /** A server that was away is asked anew; whether our last write was done only it knows. */
    private Handle handle() {
        try {
            if (connection == null) {
                connection = database.connect();
            }
            return Jdbi.create(connection).open(); // its handles leave the connection open
        } catch (SQLException e) {
            throw unavailable("the inventory " + where + " cannot be reached", e);
        }
    }

    private void load() {
        try (Handle handle = handle()) {
            Rows.Loaded loaded = new Rows(handle).load();
            nextDevice = loaded.nextDevice();
            nextLink = loaded.nextLink();
            nextEdit = loaded.nextEdit();
            album = loaded.album();
            current = loaded.inventory();
        }
    }

    /** Counts it, and gives up a connection that no longer answers. */
    private InventoryException failed(String what, RuntimeException e) {
        failures.incrementAndGet();
        try {
            if (connection != null && !connection.isValid(1)) {
                doubtful = true;
                disconnect();
                connection = null;
            }
        } catch (SQLException invalid) {
            throw new IllegalStateException("one second is a time to wait", invalid);
        }
        return unavailable("the inventory " + where + " cannot be " + what, e);
    }

    private static InventoryException unavailable(String what, Exception e) {
        if (e instanceof InventoryException known) {
            return known;
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new InventoryException.Unavailable(what + ": " + root.getMessage(), e);
    }

    /** Names that devices may use from now on; those that carry another one keep it until somebody edits them. */
    public void profiles(Set<String> names) {
        profiles = Set.copyOf(names);
    }

    /**
     * The same server by another password: the next connection is made with it. Anything but a server is left out.
     *
     * @param place the server that holds the inventory already
     */
    public void password(Place place) {
        database.password(place);
    }

    /** The newest snapshot. */
    public Inventory current() {
        return current;
    }

    /**
     * From now on tell this listener each new snapshot, in order, after it was committed. It is called on the database's
     * thread, must return at once and must not write.
     */
    public void onChange(Consumer<Inventory> listener) {
        listeners.add(listener);
    }

    /**
     * Makes an edit, checks it and commits it, all or nothing. Returns when it is on the disk and every listener was told.
     *
     * @param who kept in the change log, 1 to 64 characters
     * @throws InventoryException when it was refused; then nothing was changed
     */
    public <T> Result<T> write(String who, Function<Edit, T> edit) {
        checkWho(who);
        return db.call(() -> commit(who, edit, Optional.empty()));
    }

    /**
     * As {@link #write}, with an image that the edit refers to by its hash.
     *
     * @throws InventoryException.Conflict when there is no room for it
     */
    public <T> Result<T> write(String who, PlanImage image, Function<Edit, T> edit) {
        checkWho(who);
        return db.call(() -> commit(who, edit, Optional.of(image)));
    }

    /** An image by its hash, from the database. */
    public Optional<PlanImage> image(String hash) {
        return album.hashes().contains(hash) ? read(handle -> new Rows(handle).image(hash)) : Optional.empty();
    }

    private static void checkWho(String who) {
        Text.NAME.wrong(who).ifPresent(why -> {
            throw new InventoryException.Invalid(
                    "Who makes the change cannot be kept", List.of(new Fault("Vor-Who", why, "", 0, 0)));
        });
    }

    /** Makes an edit and checks it as {@link #write} would, but changes nothing. */
    public <T> Result<T> rehearse(Function<Edit, T> edit) {
        Done<T> done = edit(current, 1L + Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, edit, album);
        return new Result<>(done.value(), done.delta(), 0);
    }

    /**
     * Takes a past edit back, all or nothing: what it changed becomes what it was before. That is an edit as any other, and
     * can itself be undone.
     *
     * @param edit its number in the change log
     * @param dry only say what would change
     * @throws InventoryException.NotFound when there is no such edit
     * @throws InventoryException.Conflict when later changes depend on it; names them
     */
    public Result<PastEdit> undo(String who, long edit, boolean dry) {
        checkWho(who);
        return db.call(() -> takeBack(who, edit, dry));
    }

    private Result<PastEdit> takeBack(String who, long edit, boolean dry) {
        if (doubtful) {
            reload();
        }
        try (Handle handle = handle()) {
            Undo undo = new Undo(new History(handle), edit);
            try {
                return dry ? rehearse(undo::apply) : commit(who, undo::apply, Optional.empty());
            } catch (InventoryException.Invalid e) {
                throw undo.refused(e);
            }
        } catch (JdbiException e) {
            throw failed("read", e);
        }
    }

    private record Done<T>(T value, Delta delta, Edit edit) {}

    private <T> Done<T> edit(Inventory base, long device, long link, Function<Edit, T> change, Album images) {
        Edit edit = new Edit(base, device, link, profiles, images.hashes());
        T value = change.apply(edit);
        return new Done<>(value, edit.finish(), edit);
    }

    private <T> Result<T> commit(String who, Function<Edit, T> change, Optional<PlanImage> image) {
        if (doubtful) {
            reload();
        }
        Album images = album.with(image);
        Done<T> done = edit(current, nextDevice, nextLink, change, images);
        Delta delta = done.delta();
        if (delta.items().isEmpty()) {
            return new Result<>(done.value(), delta, 0);
        }
        long number = nextEdit;
        List<String> surplus = image.isEmpty() ? List.of() : images.surplus(delta.after(), Album.ROOM);
        save(delta, number, who, image, surplus);
        album = images.without(surplus);
        nextEdit++;
        nextDevice = done.edit().devices.nextId();
        nextLink = done.edit().links.nextId();
        changes.addAndGet(delta.items().size());
        publish(delta.after());
        return new Result<>(done.value(), delta, number);
    }

    /** After a failed commit only the database knows whether it was done. */
    private void reload() {
        try {
            long revision = current.revision();
            load();
            doubtful = false;
            if (current.revision() != revision) {
                publish(current);
            }
        } catch (RuntimeException e) {
            throw failed("read", e);
        }
    }

    private void save(Delta delta, long number, String who, Optional<PlanImage> image, List<String> surplus) {
        RowWriter.Stamp stamp = new RowWriter.Stamp(number, clock.millis(), who);
        try (Handle handle = handle()) {
            handle.useTransaction(h -> new RowWriter(h).write(delta, stamp, image, surplus));
        } catch (RuntimeException e) {
            doubtful = true;
            InventoryException refusal = failed("written", e);
            LOG.error("{}; nothing was changed", refusal.getMessage());
            throw refusal;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a listener that fails must not fail a write that is on the disk
    private void publish(Inventory inventory) {
        current = inventory;
        for (Consumer<Inventory> listener : listeners) {
            try {
                listener.accept(inventory);
            } catch (RuntimeException e) {
                LOG.error("a listener of the inventory failed at revision {}", inventory.revision(), e);
            }
        }
    }

    /** What is wrong with the database, one line; empty while the newest write went well. */
    public Optional<String> trouble() {
        return doubtful ? Optional.of("the newest write to " + where + " failed; the log says why") : Optional.empty();
    }

    /** Entries of the change log, newest first. */
    public List<Change> changes(Change.Query query) {
        long object = query.device().flatMap(current::device).map(Device::id).map(id -> id.value()).orElse(0L);
        return read(handle -> ChangeLog.read(handle, query, object));
    }

    /**
     * What was written together, newest first.
     *
     * @param before only edits with a smaller number
     * @param limit at most so many, 1 to {@value PastEdit#MOST}
     */
    public List<PastEdit.Summary> edits(long before, int limit) {
        return read(handle -> ChangeLog.edits(handle, before, Math.min(limit, PastEdit.MOST)));
    }

    /** Asks the database on its own thread. */
    <T> T read(Function<Handle, T> question) {
        return db.call(() -> {
            if (doubtful) {
                reload();
            }
            try (Handle handle = handle()) {
                return question.apply(handle);
            } catch (RuntimeException e) {
                throw failed("read", e);
            }
        });
    }

    /**
     * Copies everything, history too, to a new file of SQLite, as it is between two writes; those that come meanwhile wait.
     *
     * @param file which is not there yet
     * @throws InventoryException.Unavailable when one of the two cannot be read or written
     */
    public Mover.Moved copyTo(Path file) {
        return read(handle -> {
            Sqlite target = new Sqlite(file);
            try (Connection out = target.connect()) {
                target.migrate(out);
                return new Copy(handle.getConnection(), out, target).run(false);
            } catch (SQLException e) {
                throw unavailable("the copy " + file + " cannot be written", e);
            }
        });
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_inventory_devices", "Devices in the inventory", () -> current.devices().size()),
                Reading.gauge("vor_inventory_revision", "Revision of the inventory", () -> current.revision()),
                Reading.gauge("vor_inventory_waiting", "Calls that wait for the database", db::waiting),
                Reading.counter("vor_inventory_changes_total", "Records changed", changes::get),
                Reading.counter("vor_inventory_refused_total", "Calls refused as too many waited", db::refused),
                Reading.counter("vor_inventory_failures_total", "Calls that the database failed", failures::get));
    }

    /** Finishes what waits, closes the database and lets go of the data folder. */
    @Override
    public void close() {
        db.close();
        lock.close();
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.warn("the inventory {} did not close well", where, e);
        }
    }
}
