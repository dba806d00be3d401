package vor.server.events.own;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.Metric;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Port;
import vor.model.Ports;

/** What was told of one device, and what is to be told now. For one thread. */
final class OneDevice {
    private static final int BUNDLE = 161;

    private final String name;
    private final Map<String, Told> told = new HashMap<>();
    private List<Ping> pings = List.of();
    private @Nullable Ports ports;
    private @Nullable Chassis chassis;
    private @Nullable Agent agent;

    OneDevice(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int services() {
        return told.size();
    }

    /** Takes what is to be told, unless nothing may be told any more. */
    interface Out {
        void tell(String host, Said said);

        /** Whether one more service may be told of, all devices together. */
        boolean hasRoom();
    }

    /**
     * One thing as it is now.
     *
     * @param at when it was seen
     */
    record Said(Kind kind, String service, Instant at, String state, Optional<Metric> metric, String description, Map<String, String> attributes, Duration ttl) {}

    /** Tells what changed since it was asked before, or has not been said for long. */
    void look(DeviceId id, Picture picture, Optional<Health> health, Function<DeviceId, String> names, Instant now, Out out) {
        pings(picture.pings(id), out);
        picture.ports(id).filter(p -> p != ports).ifPresent(p -> ports(p, out));
        picture.chassis(id).filter(c -> c != chassis).ifPresent(c -> chassis(c, out));
        picture.agent(id).filter(a -> a != agent).ifPresent(a -> agent(a, out));
        health.ifPresent(h -> health(h, names, now, out));
    }

    private void pings(List<Ping> next, Out out) {
        for (int i = 0; i < next.size(); i++) {
            Ping ping = next.get(i);
            if (i >= pings.size() || pings.get(i) != ping) {
                ping(ping, i == 0 ? "vor ping" : "vor ping " + ping.address(), out);
            }
        }
        pings = next;
    }

    private void ping(Ping ping, String service, Out out) {
        Map<String, String> attributes = Map.of("address", ping.address(), "ping", States.word(ping.state()));
        String state = States.of(ping.state());
        Optional<Double> rtt = ping.state().silent() ? Optional.empty() : ping.rtt().map(Ping.Rtt::last);
        offer(Kind.PING, service, ping.at(), state, rtt, "ms", ping.why(), attributes, out);
        offer(Kind.PING, service + " loss", ping.at(), state, Optional.of(ping.loss().tenSeconds()), "share", ping.why(), attributes, out);
    }

    private void ports(Ports next, Out out) {
        Ports before = ports;
        ports = next;
        for (Port port : next.ports().values()) {
            boolean same = before != null && before.ports().get(port.name()) == port;
            if (!same && (port.physical() || port.type() == BUNDLE)) {
                port(port, out);
            }
        }
    }

    private void port(Port port, Out out) {
        String service = "vor port " + port.name();
        Map<String, String> attributes = port.alias().isEmpty() ? Map.of("port", port.name()) : Map.of("port", port.name(), "alias", port.alias());
        offer(Kind.PORT, service, port.at(), States.of(port), Optional.of(port.up() ? 1.0 : 0.0), "", States.word(port.status()), attributes, out);
        port.rates().filter(r -> port.up()).ifPresent(rates -> {
            offer(Kind.PORT, service + " in", port.at(), "", known(rates.inBits()), "bit/s", "", attributes, out);
            offer(Kind.PORT, service + " out", port.at(), "", known(rates.outBits()), "bit/s", "", attributes, out);
            offer(Kind.PORT, service + " errors", port.at(), "", known(rates.inErrors() + rates.outErrors()), "1/s", "", attributes, out);
            offer(Kind.PORT, service + " discards", port.at(), "", known(rates.inDiscards() + rates.outDiscards()), "1/s", "", attributes, out);
        });
    }

    private static Optional<Double> known(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** Names of sensors and parts are an agent's own, and may stand there twice. */
    private void chassis(Chassis next, Out out) {
        chassis = next;
        Set<String> taken = new HashSet<>();
        for (Chassis.Sensor sensor : next.sensors()) {
            Map<String, String> attributes = sensor.port().isEmpty() ? Map.of("sensor", States.word(sensor.kind())) : Map.of("sensor", States.word(sensor.kind()), "port", sensor.port());
            offer(
                    Kind.CHASSIS, once("vor sensor " + sensor.name(), taken), next.at(), States.of(sensor.status()), known(sensor.value()), sensor.unit(), "", attributes, out);
        }
        for (Chassis.Part part : next.parts()) {
            offer(
                    Kind.CHASSIS, once("vor part " + part.name(), taken), next.at(), States.of(part.status()), Optional.empty(), "", part.description(),
                    Map.of("part", States.word(part.kind())), out);
        }
    }

    private static String once(String service, Set<String> taken) {
        String name = service;
        for (int i = 2; !taken.add(name); i++) {
            name = service + " " + i;
        }
        return name;
    }

    private void agent(Agent next, Out out) {
        agent = next;
        offer(
                Kind.AGENT, "vor snmp", next.at(), States.of(next.state()), known(next.load().roundTrip()), "ms", next.why(),
                Map.of("snmp", States.word(next.state())), out);
    }

    private void health(Health next, Function<DeviceId, String> names, Instant now, Out out) {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("health", next.state().word()));
        attributes.put("handler", next.worst());
        next.verdict().cause().map(names).filter(n -> !n.isEmpty()).ifPresent(cause -> attributes.put("cause", cause));
        offer(Kind.HEALTH, "vor health", now, States.of(next.state()), Optional.of((double) next.verdict().score()), "", next.verdict().why(), attributes, out);
    }

    private void offer(
            Kind kind, String service, Instant at, String state, Optional<Double> metric, String unit, String description, Map<String, String> attributes, Out out) {
        Told before = told.get(service);
        if (before == null) {
            if (!out.hasRoom()) {
                return;
            }
            before = new Told(kind, at);
            told.put(service, before);
        }
        // the own word of a state counts, too: behind is a warning as suspect is
        String word = state + " " + attributes.getOrDefault("health", attributes.getOrDefault("ping", ""));
        double number = metric.orElse(Double.NaN);
        if (!before.isDue(at, word, number)) {
            return;
        }
        before.say(at, word, number);
        Map<String, String> all = new LinkedHashMap<>(attributes);
        if (!unit.isEmpty()) {
            all.put("unit", unit);
        }
        out.tell(name, new Said(kind, service, at, state, metric.filter(m -> !Double.isNaN(m)).map(Metric.Real::new), description, all, before.ttl()));
    }

    /** Forgets services of which nothing was seen for long, such as ports that are gone. */
    void tidy(Instant now) {
        told.values().removeIf(t -> t.isGone(now));
    }
}
