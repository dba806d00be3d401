package vor.server.inventory;

import java.nio.file.Path;
import java.util.Set;
import vor.model.Clock;

/** Writes devices for ever and says each name when its write was acknowledged. Made to be killed. */
final class CrashWriter {
    private CrashWriter() {}

    public static void main(String[] args) {
        Place place = args[2].isEmpty() ? new Place.Folder() : Place.Server.of(args[2]);
        try (InventoryStore store = InventoryStore.open(Path.of(args[0]), place, Clock.system(), Set.of("wired"))) {
            for (int i = 0; ; i++) {
                String name = args[1] + "-" + i;
                Given.device(store, name, "{'note':'" + name + "','tags':['a','b'],'addresses':['" + name + ".example']}");
                System.out.println(name);
                System.out.flush();
            }
        }
    }
}
