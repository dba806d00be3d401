package vor.server.inventory;

/** Images in SQLite. */
final class SqliteImageTest extends ImageContract {
    @Override
    InventoryStore open() {
        return InventoryStore.open(dir, clock, PROFILES);
    }
}
