package vor.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Neighbours;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Stations;

/** What devices say about themselves, as the API writes it. What is not known is left out. */
final class ReportJson {
    private ReportJson() {}

    static void agent(JsonGenerator out, Agent a) {
        out.writeStartObject();
        time(out, "at", a.at());
        out.writeStringProperty("state", word(a.state()));
        time(out, "since", a.since());
        text(out, "why", a.why());
        a.identity().ifPresent(i -> identity(out, i));
        a.uptime().ifPresent(u -> uptime(out, u));
        texts(out, "missing", a.missing());
        load(out, a.load());
        out.writeEndObject();
    }

    private static void identity(JsonGenerator out, Agent.Identity i) {
        text(out, "name", i.name());
        text(out, "description", i.description());
        text(out, "objectId", i.objectId());
        text(out, "location", i.location());
        text(out, "contact", i.contact());
        text(out, "profile", i.profile());
    }

    private static void uptime(JsonGenerator out, Agent.Uptime u) {
        time(out, "bootedAt", u.bootedAt());
        out.writeNumberProperty("up", u.up().toMillis());
        number(out, "reboots", u.reboots(), 0);
        time(out, "rebootSeenAt", u.rebootSeenAt());
    }

    private static void load(JsonGenerator out, Agent.Load load) {
        out.writeObjectPropertyStart("load");
        rounded(out, "requests", load.requestsPerSecond(), 100);
        rounded(out, "bytes", load.bytesPerSecond(), 1);
        rounded(out, "roundTrip", load.roundTrip(), 100);
        out.writeNumberProperty("repetitions", load.repetitions());
        out.writeNumberProperty("timeouts", load.timeouts());
        out.writeEndObject();
    }

    static void ports(JsonGenerator out, Ports p) {
        out.writeStartObject();
        time(out, "at", p.at());
        out.writeObjectPropertyStart("ports");
        p.ports().values().forEach(port -> port(out, port));
        out.writeEndObject();
        bundles(out, p);
        out.writeEndObject();
    }

    /** Only the ports that differ; those that are gone become null; the bundles when any of them differs. */
    static void portsChanged(JsonGenerator out, Ports p, Ports before) {
        out.writeStartObject();
        time(out, "at", p.at());
        out.writeObjectPropertyStart("ports");
        for (Port port : p.ports().values()) {
            if (!before.port(port.name()).equals(Optional.of(port))) {
                port(out, port);
            }
        }
        for (String name : before.ports().keySet()) {
            if (p.port(name).isEmpty()) {
                out.writeNullProperty(name);
            }
        }
        out.writeEndObject();
        if (!p.bundles().equals(before.bundles())) {
            bundles(out, p);
        }
        out.writeEndObject();
    }

    private static void port(JsonGenerator out, Port p) {
        out.writeObjectPropertyStart(p.name());
        out.writeNumberProperty("index", p.index());
        text(out, "description", p.description().equals(p.name()) ? "" : p.description());
        text(out, "alias", p.alias());
        out.writeNumberProperty("type", p.type());
        out.writeBooleanProperty("enabled", p.enabled());
        out.writeStringProperty("status", word(p.status()));
        number(out, "megabits", p.megabits(), 0);
        text(out, "mac", p.mac());
        time(out, "changedAt", p.changedAt());
        time(out, "downAt", p.downAt());
        time(out, "upAt", p.upAt());
        time(out, "at", p.at());
        p.counters().ifPresent(c -> counters(out, c));
        p.rates().ifPresent(r -> rates(out, r));
        out.writeEndObject();
    }

    private static void counters(JsonGenerator out, Port.Counters c) {
        out.writeObjectPropertyStart("counters");
        number(out, "inOctets", c.inOctets(), -1);
        number(out, "outOctets", c.outOctets(), -1);
        number(out, "inErrors", c.inErrors(), -1);
        number(out, "outErrors", c.outErrors(), -1);
        number(out, "inDiscards", c.inDiscards(), -1);
        number(out, "outDiscards", c.outDiscards(), -1);
        out.writeEndObject();
    }

    private static void rates(JsonGenerator out, Port.Rates r) {
        out.writeObjectPropertyStart("rates");
        rounded(out, "inBits", r.inBits(), 1);
        rounded(out, "outBits", r.outBits(), 1);
        rounded(out, "inPackets", r.inPackets(), 10);
        rounded(out, "outPackets", r.outPackets(), 10);
        rounded(out, "inErrors", r.inErrors(), 1000);
        rounded(out, "outErrors", r.outErrors(), 1000);
        rounded(out, "inDiscards", r.inDiscards(), 1000);
        rounded(out, "outDiscards", r.outDiscards(), 1000);
        out.writeNumberProperty("over", r.over().toMillis());
        out.writeEndObject();
    }

    private static void bundles(JsonGenerator out, Ports p) {
        out.writeArrayPropertyStart("bundles");
        for (Ports.Bundle b : p.bundles()) {
            out.writeStartObject();
            out.writeStringProperty("name", b.name());
            out.writeNumberProperty("expected", b.expected());
            out.writeArrayPropertyStart("members");
            b.members().forEach(m -> member(out, m));
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void member(JsonGenerator out, Ports.Member m) {
        out.writeStartObject();
        out.writeStringProperty("port", m.port());
        out.writeBooleanProperty("active", m.active());
        m.lacp().ifPresent(l -> {
            texts(out, "actor", l.actorState());
            texts(out, "partner", l.partnerState());
            text(out, "system", l.partner());
            number(out, "partnerPort", l.partnerPort(), 0);
        });
        out.writeEndObject();
    }

    static void chassis(JsonGenerator out, Chassis c) {
        out.writeStartObject();
        time(out, "at", c.at());
        out.writeArrayPropertyStart("members");
        c.members().forEach(m -> member(out, m));
        out.writeEndArray();
        out.writeArrayPropertyStart("parts");
        c.parts().forEach(p -> part(out, p));
        out.writeEndArray();
        out.writeArrayPropertyStart("sensors");
        c.sensors().forEach(s -> sensor(out, s));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void member(JsonGenerator out, Chassis.Member m) {
        out.writeStartObject();
        out.writeNumberProperty("number", m.number());
        text(out, "role", m.role());
        out.writeStringProperty("status", word(m.status()));
        text(out, "serial", m.serial());
        text(out, "model", m.model());
        text(out, "version", m.version());
        text(out, "mac", m.mac());
        number(out, "priority", m.priority(), 0);
        m.uptime().map(Duration::toMillis).ifPresent(up -> out.writeNumberProperty("up", up));
        out.writeEndObject();
    }

    private static void part(JsonGenerator out, Chassis.Part p) {
        out.writeStartObject();
        out.writeStringProperty("name", p.name());
        out.writeStringProperty("kind", word(p.kind()));
        out.writeStringProperty("status", word(p.status()));
        text(out, "description", p.description());
        text(out, "model", p.model());
        text(out, "serial", p.serial());
        text(out, "version", p.version());
        number(out, "member", p.member(), Chassis.WHOLE);
        out.writeEndObject();
    }

    private static void sensor(JsonGenerator out, Chassis.Sensor s) {
        out.writeStartObject();
        out.writeStringProperty("name", s.name());
        out.writeStringProperty("kind", word(s.kind()));
        rounded(out, "value", s.value(), 10_000);
        text(out, "unit", s.unit());
        rounded(out, "low", s.low(), 10_000);
        rounded(out, "high", s.high(), 10_000);
        out.writeStringProperty("status", word(s.status()));
        number(out, "member", s.member(), Chassis.WHOLE);
        text(out, "port", s.port());
        out.writeEndObject();
    }

    static void neighbours(JsonGenerator out, Neighbours n) {
        out.writeStartObject();
        time(out, "at", n.at());
        out.writeArrayPropertyStart("neighbours");
        for (Neighbours.Neighbour one : n.neighbours()) {
            out.writeStartObject();
            out.writeStringProperty("protocol", word(one.protocol()));
            text(out, "port", one.port());
            text(out, "name", one.name());
            text(out, "chassis", one.chassis());
            text(out, "remotePort", one.remotePort());
            text(out, "remotePortDescription", one.remotePortDescription());
            text(out, "description", one.description());
            texts(out, "addresses", one.addresses());
            texts(out, "capabilities", one.capabilities());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    static void stations(JsonGenerator out, Stations s) {
        out.writeStartObject();
        time(out, "at", s.at());
        out.writeArrayPropertyStart("stations");
        for (Stations.Station one : s.stations()) {
            out.writeStartObject();
            out.writeStringProperty("mac", one.mac());
            text(out, "port", one.port());
            number(out, "vlan", one.vlan(), 0);
            if (one.own()) {
                out.writeBooleanProperty("own", true);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("bindings");
        for (Stations.Binding one : s.bindings()) {
            out.writeStartObject();
            out.writeStringProperty("address", one.address());
            out.writeStringProperty("mac", one.mac());
            text(out, "port", one.port());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void text(JsonGenerator out, String name, String value) {
        if (!value.isEmpty()) {
            out.writeStringProperty(name, value);
        }
    }

    private static void texts(JsonGenerator out, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            out.writeArrayPropertyStart(name);
            values.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private static void number(JsonGenerator out, String name, long value, long unknown) {
        if (value != unknown) {
            out.writeNumberProperty(name, value);
        }
    }

    private static void rounded(JsonGenerator out, String name, double value, double parts) {
        double rounded = Math.rint(value * parts) / parts;
        if (!Double.isFinite(rounded)) {
            return;
        }
        if (rounded == (long) rounded) {
            out.writeNumberProperty(name, (long) rounded);
        } else {
            out.writeNumberProperty(name, rounded);
        }
    }

    private static void time(JsonGenerator out, String name, Instant value) {
        out.writeNumberProperty(name, value.toEpochMilli());
    }

    private static void time(JsonGenerator out, String name, Optional<Instant> value) {
        value.ifPresent(at -> time(out, name, at));
    }
}
