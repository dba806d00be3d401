package vor.server.inventory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Copies an inventory with its history from one database to another and compares the two, in one transaction of the target:
 * all or nothing. Nobody else may use either meanwhile, which their locks see to.
 */
public final class Mover {
    private final Database source;
    private final Database target;

    /** What was copied. */
    public record Moved(int devices, long edits) {}

    private Mover(Database source, Database target) {
        this.source = source;
        this.target = target;
    }

    /** A place as people know it, without a password. */
    public static String where(Path dataDir, Place place) {
        return Database.of(place, dataDir).where();
    }

    /**
     * Takes an inventory over from a file of SQLite that {@link InventoryStore#copyTo} has made, by this Vor or an older one.
     *
     * @throws InventoryException as {@link #move}
     */
    public static Moved restore(Path dataDir, Path file, Place to, boolean replace) {
        Mover mover = new Mover(new Sqlite(file), Database.of(to, dataDir));
        try (DataLock lock = DataLock.take(dataDir)) {
            return mover.move(lock, replace);
        }
    }

    /**
     * Copies. What it was copied from stays as it is.
     *
     * @param dataDir whose lock is taken meanwhile
     * @param replace what the target holds goes first; else a target that holds something is refused
     * @throws InventoryException when it was refused or went wrong; then the target is as before
     */
    public static Moved move(Path dataDir, Place from, Place to, boolean replace) {
        Mover mover = new Mover(Database.of(from, dataDir), Database.of(to, dataDir));
        if (mover.source.where().equals(mover.target.where())) {
            throw new InventoryException.Conflict("the inventory is in " + mover.source.where() + " already");
        }
        try (DataLock lock = DataLock.take(dataDir)) {
            return mover.move(lock, replace);
        }
    }

    @SuppressWarnings("unused") // the lock is held, not asked
    private Moved move(DataLock lock, boolean replace) {
        String stage = source.where() + " cannot be read";
        try (Connection in = source.connect()) {
            source.migrate(in);
            in.setAutoCommit(false);
            stage = target.where() + " cannot be written";
            try (Connection out = target.connect()) {
                target.migrate(out);
                return new Copy(in, out, target).run(replace);
            }
        } catch (SQLException e) {
            throw new InventoryException.Unavailable(stage + ": " + e.getMessage() + "; nothing was moved", e);
        }
    }
}
