package vor.server.receive.hints;

import java.util.Set;
import vor.model.DeviceId;

/** Who asks what a hint is about. Both return at once. */
public interface Upstream {

    /** Asks these devices for echoes now. */
    void probe(Set<DeviceId> devices);

    /** Looks at these ports of a device now. */
    void look(DeviceId device, Set<String> ports);
}
