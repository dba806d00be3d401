package vor.server.inventory;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import vor.model.DeviceId;

/** The names that a document may refer to while an edit is made: what is there, and what the same edit brings. */
interface Scope {
    Optional<DeviceId> device(String name);

    Collection<String> deviceNames();

    Set<String> networkNames();

    Set<String> planNames();

    Set<String> profiles();

    /** Hashes of the images that are kept, and of what comes with the edit. */
    Set<String> images();
}
