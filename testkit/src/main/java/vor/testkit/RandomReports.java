package vor.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.DeviceId;
import vor.model.Neighbours;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Report;
import vor.model.Stations;

/** Reports that no agent would make: odd names, numbers that are none, times in any order. */
final class RandomReports {
    private static final List<String> WORDS =
            List.of("", "ge-0/0/1", "ge-1/0/1", "ae0", "d1", "d2.example", "cpu", "a\nb", "\u0000", "<b>x</b>", "x".repeat(300));
    private static final double[] NUMBERS = {
        0, -1, 0.001, 3, 70, 99, 1e9, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE
    };

    private final Random random;
    private final Instant now;

    RandomReports(Random random, Instant now) {
        this.random = random;
        this.now = now;
    }

    List<Report> of(DeviceId device) {
        List<Report> reports = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            reports.add(ports(device));
        }
        if (random.nextInt(3) > 0) {
            reports.add(agent(device));
        }
        if (random.nextInt(3) == 0) {
            reports.add(chassis(device));
        }
        if (random.nextInt(3) == 0) {
            reports.add(new Neighbours(device, time(), List.of(new Neighbours.Neighbour(
                    any(Neighbours.Protocol.values()), word(), word(), word(), word(), word(), word(), List.of(), Set.of()))));
        }
        if (random.nextInt(3) == 0) {
            reports.add(new Stations(
                    device, time(), List.of(new Stations.Station(word(), word(), random.nextInt(5000), random.nextBoolean())),
                    List.of(new Stations.Binding("198.18.0.1", word(), word()))));
        }
        return reports;
    }

    private Agent agent(DeviceId device) {
        return new Agent(
                device, time(), any(Agent.State.values()), time(), word(),
                random.nextBoolean()
                        ? Optional.of(new Agent.Identity(word(), word(), word(), word(), word(), word()))
                        : Optional.empty(),
                random.nextBoolean()
                        ? Optional.of(new Agent.Uptime(Duration.ofMillis(random.nextInt()), time(), random.nextInt(), maybe()))
                        : Optional.empty(),
                random.nextBoolean() ? List.of() : List.of(word(), word()),
                Agent.Load.NONE);
    }

    private Ports ports(DeviceId device) {
        Map<String, Port> ports = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Port port = port(word());
            ports.put(port.name(), port);
        }
        List<Ports.Bundle> bundles = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Ports.Member> members = new ArrayList<>();
            for (int m = random.nextInt(3); m > 0; m--) {
                members.add(new Ports.Member(word(), random.nextBoolean(), Optional.empty()));
            }
            bundles.add(new Ports.Bundle(word(), members, random.nextInt(6) - 1));
        }
        return new Ports(device, time(), ports, bundles);
    }

    private Port port(String name) {
        Optional<Port.Rates> rates = random.nextBoolean()
                ? Optional.of(new Port.Rates(
                        number(), number(), number(), number(), number(), number(), number(), number(), Duration.ofMillis(random.nextInt())))
                : Optional.empty();
        return new Port(
                name, random.nextInt(), word(), word(), random.nextBoolean() ? 6 : 161, random.nextBoolean(),
                any(Port.Status.values()), random.nextInt(), "", maybe(), maybe(), maybe(), Optional.empty(), rates, time());
    }

    private Chassis chassis(DeviceId device) {
        ChassisOf chassis = ChassisOf.device(device.value(), time());
        for (int i = random.nextInt(4); i > 0; i--) {
            chassis.member(random.nextInt(5) - 1, any(Chassis.Status.values()))
                    .part(word(), any(Chassis.Part.Kind.values()), any(Chassis.Status.values()))
                    .sensor(
                            word(), any(Chassis.Sensor.Kind.values()), number(), random.nextBoolean() ? "%" : word(), number(),
                            number(), any(Chassis.Status.values()), word());
        }
        return chassis.build();
    }

    private double number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private Optional<Instant> maybe() {
        return random.nextBoolean() ? Optional.of(time()) : Optional.empty();
    }

    private Instant time() {
        return now.plusMillis((long) (random.nextGaussian() * 60_000));
    }
}
