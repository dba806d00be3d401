package vor.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Observation;
import vor.model.Ping;

/** Pictures that no network would have: rings, dangling uplinks, odd words, times in any order. By seed, repeatable. */
public final class RandomPictures {
    private static final List<String> ADDRESSES = List.of(
            "198.18.0.1", "198.18.0.2", "fd9a::1", "fd9a::2", "host.example", "", " ", "999.1.1.1", "::", "<b>x</b>", "\u0000");
    private static final List<String> TAGS = List.of("ignorev6", "maint", "core", "2up", "phase:1", "boot:9m", "", "<script>");
    private static final double[] NUMBERS = {
        0, -1, 0.001, 0.4, 3, 20, 250, 1e9, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };

    private final Random random;
    private final Instant now;
    private final RandomReports reports;

    public RandomPictures(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
        this.reports = new RandomReports(random, now);
    }

    public Pictures next() {
        int size = random.nextInt(8);
        List<Device> devices = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            devices.add(device(i, size));
        }
        return Pictures.empty(now)
                .with(Pictures.inventory(1, devices))
                .with(observations(devices).toArray(new Observation[0]))
                .blind(random.nextInt(10) == 0, time());
    }

    private Device device(int id, int size) {
        Set<String> addresses = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            addresses.add(any(ADDRESSES));
        }
        Devices d = Devices.device(id, "d" + id).addresses(addresses.toArray(new String[0]));
        for (int i = random.nextInt(4); i > 0; i--) {
            d.below(1 + random.nextInt(size + 2), random.nextBoolean() ? "ge-0/0/1" : "");
        }
        if (random.nextInt(3) == 0) {
            d.tags(any(TAGS));
        }
        if (random.nextInt(5) == 0) {
            d.maintenance(any(TAGS), random.nextBoolean() ? Optional.of(time()) : Optional.empty());
        }
        return d.build();
    }

    private List<Observation> observations(List<Device> devices) {
        List<Observation> seen = new ArrayList<>();
        for (Device d : devices) {
            for (String address : d.addresses()) {
                if (random.nextInt(5) > 0) {
                    seen.add(ping(d.id(), address));
                }
            }
            if (random.nextBoolean()) {
                seen.addAll(reports.of(d.id()));
            }
            if (random.nextInt(5) == 0) {
                seen.add(new Facts(d.id(), time(), any(TAGS), List.of(Fact.of(any(TAGS), any(ADDRESSES)))));
            }
        }
        return seen;
    }

    private Ping ping(DeviceId device, String address) {
        Ping.State[] states = Ping.State.values();
        Ping p = Pings.of(device, address, time())
                .answering(states[random.nextInt(states.length)], time())
                .build();
        return new Ping(
                p.device(), p.at(), p.address(), p.family(), p.resolved(), p.state(), p.since(), maybe(), maybe(), maybe(),
                random.nextBoolean() ? Optional.of(rtt()) : Optional.empty(),
                new Ping.Loss(number(), number(), number()),
                random.nextInt(300) - 5,
                random.nextInt(300) - 5,
                random.nextInt(4) == 0 ? any(TAGS) : "");
    }

    private Ping.Rtt rtt() {
        return new Ping.Rtt(number(), number(), number(), number(), number());
    }

    private double number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private Optional<Instant> maybe() {
        return random.nextBoolean() ? Optional.of(time()) : Optional.empty();
    }

    private Instant time() {
        return now.plusMillis((long) (random.nextGaussian() * 2000));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
