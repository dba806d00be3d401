package vor.server.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Family;
import vor.model.Frame;
import vor.model.Health;
import vor.model.HealthFrame;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Report;
import vor.model.Revision;
import vor.model.Sight;
import vor.model.State;
import vor.model.Uplink;
import vor.model.Verdict;

/** Pictures, health and frames made up for the tests of the API. */
final class Fake {
    static final Instant THEN = Instant.ofEpochMilli(1_767_225_600_000L);
    static final long BOOT = 1_767_225_000_000L;

    private Fake() {}

    record Snapshot(Revision revision, Inventory inventory, Sight sight, Map<DeviceId, List<Ping>> seen)
            implements Picture {
        @Override
        public List<Ping> pings(DeviceId device) {
            return seen.getOrDefault(device, List.of());
        }

        @Override
        public <R extends Report> Optional<R> report(DeviceId device, Class<R> kind) {
            return Optional.empty();
        }

        @Override
        public Collection<Report> reports(DeviceId device) {
            return List.of();
        }

        @Override
        public Optional<Facts> facts(DeviceId device, String source) {
            return facts(device).stream().filter(f -> f.source().equals(source)).findFirst();
        }

        @Override
        public Collection<Facts> facts(DeviceId device) {
            return seen.containsKey(device) ? List.of(Fake.facts(device)) : List.of();
        }
    }

    static Facts facts(DeviceId device) {
        return new Facts(device, THEN, "thermometer", List.of(Fact.seen("inlet", "21.5", "°C", THEN)));
    }

    static Device device(long id, String name, Uplink... uplinks) {
        return new Device(
                new DeviceId(id), 1, name, "wired", List.of("198.18.0." + id), List.of(uplinks), Set.of(), Set.of(),
                List.of(), Optional.empty(), "");
    }

    static Inventory inventory(long revision, Device... devices) {
        return new Inventory(revision, List.of(devices), List.of(), List.of(), List.of());
    }

    static Sight sight(boolean blind) {
        return new Sight(blind, blind ? "vor0 has no carrier" : "", THEN, THEN);
    }

    static Ping ping(long device, Ping.State state) {
        return new Ping(
                new DeviceId(device), THEN, "198.18.0." + device, Family.V4, "198.18.0." + device, state, THEN,
                Optional.of(THEN), Optional.of(THEN), Optional.empty(),
                Optional.of(new Ping.Rtt(0.41234, 0.02, 0.01, 1, Double.NaN)),
                new Ping.Loss(0, 0.012345, Double.NaN), 4, 0, "");
    }

    static Snapshot picture(long n, Inventory inventory) {
        Map<DeviceId, List<Ping>> seen = new LinkedHashMap<>();
        inventory.devices().forEach(d -> seen.put(d.id(), List.of(ping(d.id().value(), Ping.State.UP))));
        return new Snapshot(new Revision(BOOT, n), inventory, sight(false), seen);
    }

    static Frame frame(Picture before, long n) {
        Snapshot now = new Snapshot(
                new Revision(before.revision().boot(), n), before.inventory(), before.sight(), Map.of());
        List<Ping> pings = new ArrayList<>();
        now.inventory().devices().forEach(d -> pings.add(ping(d.id().value(), Ping.State.UP)));
        return new Frame(now, before, pings, List.of());
    }

    static HealthFrame calm() {
        return new HealthFrame(Map.of(), List.of(), List.of());
    }

    static Health health(long device, State state, long cause) {
        Verdict verdict = Verdict.of(state, 500, "behind it").cause(new DeviceId(cause));
        return new Health(new DeviceId(device), "ping", verdict, THEN, Map.of("ping", verdict));
    }
}
