package vor.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import vor.model.DeviceId;
import vor.model.Port;
import vor.model.Ports;

/** Builds what a device says of its ports: Ethernet, 1 Gbit/s, enabled, seen at the report's time. One thread. */
public final class PortsOf {
    private final DeviceId device;
    private final Instant at;
    private final Map<String, Port> ports = new LinkedHashMap<>();
    private final List<Ports.Bundle> bundles = new ArrayList<>();

    private PortsOf(DeviceId device, Instant at) {
        this.device = device;
        this.at = at;
    }

    public static PortsOf device(long device, Instant at) {
        return new PortsOf(new DeviceId(device), at);
    }

    public PortsOf up(String... names) {
        Stream.of(names).forEach(n -> port(n, p -> p));
        return this;
    }

    /** Down since before anybody looked. */
    public PortsOf down(String... names) {
        Stream.of(names).forEach(n -> port(n, p -> p.status(Port.Status.DOWN)));
        return this;
    }

    /** Seen up, then seen down at that time. */
    public PortsOf fell(Instant when, String... names) {
        Stream.of(names).forEach(n -> port(n, p -> p.status(Port.Status.DOWN).downAt(when)));
        return this;
    }

    public PortsOf port(String name, UnaryOperator<One> how) {
        ports.put(name, how.apply(new One(name, ports.size() + 1, at)).build());
        return this;
    }

    /** With all members that are up at present active. */
    public PortsOf bundle(String name, int expected, String... members) {
        bundles.add(new Ports.Bundle(
                name,
                Stream.of(members)
                        .map(m -> new Ports.Member(m, Optional.ofNullable(ports.get(m)).filter(Port::up).isPresent(), Optional.empty()))
                        .toList(),
                expected));
        return this;
    }

    public Ports build() {
        return new Ports(device, at, ports, bundles);
    }

    /** One port of them. */
    public static final class One {
        private final String name;
        private final int index;
        private int type = 6;
        private boolean enabled = true;
        private Port.Status status = Port.Status.UP;
        private long megabits = 1000;
        private Optional<Instant> changedAt = Optional.empty();
        private Optional<Instant> downAt = Optional.empty();
        private Optional<Instant> upAt = Optional.empty();
        private Optional<Port.Rates> rates = Optional.empty();
        private Instant at;

        private One(String name, int index, Instant at) {
            this.name = name;
            this.index = index;
            this.at = at;
        }

        public One type(int number) {
            type = number;
            return this;
        }

        /** Administratively, and so not up. */
        public One off() {
            enabled = false;
            status = Port.Status.DOWN;
            return this;
        }

        public One status(Port.Status next) {
            status = next;
            return this;
        }

        public One megabits(long speed) {
            megabits = speed;
            return this;
        }

        public One changedAt(Instant when) {
            changedAt = Optional.of(when);
            return this;
        }

        public One downAt(Instant when) {
            downAt = Optional.of(when);
            return this;
        }

        public One upAt(Instant when) {
            upAt = Optional.of(when);
            return this;
        }

        public One at(Instant when) {
            at = when;
            return this;
        }

        public One traffic(double inBits, double outBits) {
            double none = 0;
            rates = Optional.of(new Port.Rates(
                    inBits, outBits, inBits / 8000, outBits / 8000, none, none, none, none, Duration.ofSeconds(5)));
            return this;
        }

        public One rates(Port.Rates per) {
            rates = Optional.of(per);
            return this;
        }

        private Port build() {
            return new Port(
                    name, index, name, "", type, enabled, status, megabits, "", changedAt, downAt, upAt, Optional.empty(), rates, at);
        }
    }
}
