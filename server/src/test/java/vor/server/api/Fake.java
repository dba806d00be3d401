package vor.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Family;
import vor.model.Frame;
import vor.model.Health;
import vor.model.HealthFrame;
import vor.model.Inventory;
import vor.model.Neighbours;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Report;
import vor.model.Revision;
import vor.model.Sight;
import vor.model.State;
import vor.model.Stations;
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
            return reports(device).stream().filter(kind::isInstance).map(kind::cast).findFirst();
        }

        @Override
        public Collection<Report> reports(DeviceId device) {
            return seen.containsKey(device) ? Fake.reports(device) : List.of();
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

    static List<Report> reports(DeviceId device) {
        Port port = new Port(
                "ge-0/0/1", 501, "ge-0/0/1", "to e1-1", 6, true, Port.Status.UP, 1000, "02:00:00:00:00:01",
                Optional.of(THEN), Optional.of(THEN), Optional.of(THEN),
                Optional.of(new Port.Counters(1, 2, 3, 4, 5, 6, 7, 8)),
                Optional.of(new Port.Rates(1e6, 2e6, 100, 200, 0, 0.5, 0, Double.NaN, Duration.ofSeconds(30))),
                THEN);
        Ports.Lacp lacp = new Ports.Lacp(List.of("collecting"), List.of("collecting"), "02:00:00:00:00:02", 7);
        return List.of(
                new Agent(
                        device, THEN, Agent.State.ANSWERING, THEN, "",
                        Optional.of(new Agent.Identity("d", "Junos", "1.3.6.1.4.1.2636", "hall", "noc", "juniper")),
                        Optional.of(new Agent.Uptime(Duration.ofHours(1), THEN, 1, Optional.of(THEN))),
                        List.of("lldp: no answer to the rest"), new Agent.Load(0.5, 4000, 1.25, 60, 1)),
                new Ports(device, THEN, Map.of(port.name(), port), List.of(new Ports.Bundle(
                        "ae0", List.of(new Ports.Member(port.name(), true, Optional.of(lacp))), 3))),
                new Chassis(
                        device, THEN,
                        List.of(new Chassis.Member(
                                0, "master", Chassis.Status.OK, "S1", "EX3300", "15.1", "02:00:00:00:00:03", 128,
                                Optional.of(Duration.ofHours(2)))),
                        List.of(new Chassis.Part(
                                "PSU 0", Chassis.Part.Kind.SUPPLY, Chassis.Status.OK, "AC", "X", "S2", "1", 0)),
                        List.of(new Chassis.Sensor(
                                "FPC 0", Chassis.Sensor.Kind.TEMPERATURE, 41.5, "°C", 0, 70, Chassis.Status.OK, 0, "xe-0/1/0"))),
                new Neighbours(device, THEN, List.of(new Neighbours.Neighbour(
                        Neighbours.Protocol.LLDP, "ge-0/0/1", "e1-1", "02:00:00:00:00:04", "ge-0/1/0", "uplink", "Junos",
                        List.of("198.18.0.9"), Set.of("bridge")))),
                new Stations(
                        device, THEN,
                        List.of(new Stations.Station("02:00:00:00:00:05", "ge-0/0/1", 12, true)),
                        List.of(new Stations.Binding("198.18.0.7", "02:00:00:00:00:05", "irb.12"))));
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
