package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link CrashContract} over SQLite. */
final class CrashTest extends CrashContract {
    @Override
    Place place() {
        return new Place.Folder();
    }

    @Override
    void examine(InventoryStore store) {
        String verdict = store.read(h -> h.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
        int dangling = store.read(h -> h.createQuery("PRAGMA foreign_key_check").mapToMap().list().size());
        assertThat(verdict).isEqualTo("ok");
        assertThat(dangling).isZero();
    }
}
