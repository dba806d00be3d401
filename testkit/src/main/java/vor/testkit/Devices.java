package vor.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Maintenance;
import vor.model.Placement;
import vor.model.Uplink;

/** Builds a device for a test: wired, named, and nothing else unless said. One thread. */
public final class Devices {
    private final DeviceId id;
    private final String name;
    private long version = 1;
    private String profile = "wired";
    private final List<String> addresses = new ArrayList<>();
    private final List<Uplink> uplinks = new ArrayList<>();
    private final Set<String> tags = new TreeSet<>();
    private final List<Placement> placements = new ArrayList<>();
    private Optional<Maintenance> maintenance = Optional.empty();

    private Devices(long id, String name) {
        this.id = new DeviceId(id);
        this.name = name;
    }

    public static Devices device(long id, String name) {
        return new Devices(id, name);
    }

    /** The device as it is, to be changed in some way; networks and note are not taken over. */
    public static Devices like(Device d) {
        Devices b = new Devices(d.id().value(), d.name()).profile(d.profile()).version(d.version());
        b.addresses.addAll(d.addresses());
        b.uplinks.addAll(d.uplinks());
        b.tags.addAll(d.tags());
        b.placements.addAll(d.placements());
        b.maintenance = d.maintenance();
        return b;
    }

    public Devices version(long n) {
        version = n;
        return this;
    }

    public Devices profile(String word) {
        profile = word;
        return this;
    }

    /** Instead of those it has. */
    public Devices addresses(String... words) {
        addresses.clear();
        addresses.addAll(List.of(words));
        return this;
    }

    /** One more uplink, without ports. */
    public Devices below(long parent) {
        return below(parent, "");
    }

    /** One more uplink into a port of the parent. */
    public Devices below(long parent, String abovePort) {
        uplinks.add(new Uplink("", new DeviceId(parent), abovePort));
        return this;
    }

    public Devices tags(String... words) {
        tags.addAll(List.of(words));
        return this;
    }

    public Devices placed(Placement placement) {
        placements.add(placement);
        return this;
    }

    public Devices maintenance(String why, Optional<Instant> until) {
        maintenance = Optional.of(new Maintenance(why, until));
        return this;
    }

    public Device build() {
        return new Device(
                id, version, name, profile, addresses, uplinks, Set.of(), tags, placements, maintenance, "");
    }
}
