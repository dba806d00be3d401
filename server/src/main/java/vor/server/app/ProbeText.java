package vor.server.app;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Neighbours;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Report;
import vor.model.Stations;

/** What Vor understands of a device, as text for people: worst and most wanted first, everything that the reports hold. */
final class ProbeText {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private static final String NO_PORT = "(no port)";

    private final StringBuilder text = new StringBuilder(8192);
    private final ZoneId zone;

    private ProbeText(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * @param reports the newest of each kind, in any order
     * @param problems what could not be read, in words; at the end
     */
    static String of(List<Report> reports, List<String> problems, ZoneId zone) {
        ProbeText text = new ProbeText(zone);
        text.each(reports, Agent.class, text::agent);
        text.each(reports, Ports.class, text::ports);
        text.each(reports, Chassis.class, text::chassis);
        text.each(reports, Neighbours.class, text::neighbours);
        text.each(reports, Stations.class, text::stations);
        text.each(reports, Agent.class, text::missing);
        text.problems(problems);
        return text.text.toString();
    }

    private <R> void each(List<Report> reports, Class<R> kind, Consumer<R> print) {
        reports.stream().filter(kind::isInstance).map(kind::cast).forEach(print);
    }

    private void agent(Agent agent) {
        head("System");
        agent.identity().ifPresentOrElse(this::identity, () -> line("The agent tells nothing of itself (no system group)."));
        agent.uptime().ifPresent(u -> field("up", span(u.up()) + ", since " + WHEN.format(u.bootedAt().atZone(zone))));
        if (!agent.why().isEmpty()) {
            field("agent", agent.state().name().toLowerCase(Locale.ROOT) + ": " + agent.why());
        }
    }

    private void identity(Agent.Identity id) {
        field("name", id.name());
        field("is", id.description());
        field("object id", id.objectId());
        field("location", id.location());
        field("contact", id.contact());
        field("profile", id.profile());
    }

    private void ports(Ports ports) {
        long up = ports.ports().values().stream().filter(Port::up).count();
        long off = ports.ports().values().stream().filter(p -> !p.enabled()).count();
        long physical = ports.ports().values().stream().filter(Port::physical).count();
        head("Ports: " + ports.ports().size() + ", " + physical + " physical, " + up + " up, " + off + " switched off");
        TextTable table = new TextTable("port", "state", "speed", "in", "out", "errors", "changed", "alias");
        ports.ports().values().forEach(p -> table.row(
                p.name(), state(p), speed(p), octets(p, true), octets(p, false), errors(p),
                p.changedAt().map(t -> WHEN.format(t.atZone(zone))).orElse(""), p.alias()));
        text.append(table);
        bundles(ports);
    }

    private static String state(Port p) {
        return p.enabled() ? p.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') : p.up() ? "up, off" : "off";
    }

    private static String speed(Port p) {
        long m = p.megabits();
        return m == 0 ? "" : m % 1000 == 0 ? m / 1000 + " Gb/s" : m + " Mb/s";
    }

    private static String octets(Port p, boolean in) {
        return p.counters().map(c -> bytes(in ? c.inOctets() : c.outOctets())).orElse("");
    }

    private static String bytes(long n) {
        if (n < 0) {
            return "";
        }
        double value = n;
        for (String unit : List.of("B", "kB", "MB", "GB", "TB")) {
            if (value < 1000) {
                return String.format(Locale.ROOT, unit.equals("B") ? "%.0f %s" : "%.1f %s", value, unit);
            }
            value /= 1000;
        }
        return String.format(Locale.ROOT, "%.1f PB", value);
    }

    private static String errors(Port p) {
        return p.counters()
                .map(c -> Math.max(0, c.inErrors()) + Math.max(0, c.outErrors()))
                .filter(n -> n > 0)
                .map(String::valueOf)
                .orElse("");
    }

    private void bundles(Ports ports) {
        if (ports.bundles().isEmpty()) {
            return;
        }
        head("Bundles: " + ports.bundles().size());
        TextTable table = new TextTable("bundle", "active", "members");
        ports.bundles().forEach(b -> table.row(
                b.name(), b.active() + " of " + b.expected(),
                b.members().stream().map(m -> m.port() + (m.active() ? "" : " (not active)")).collect(Collectors.joining(", "))));
        text.append(table);
    }

    private void chassis(Chassis chassis) {
        members(chassis);
        parts(chassis);
        sensors(chassis);
    }

    private void members(Chassis chassis) {
        if (chassis.members().isEmpty()) {
            return;
        }
        head("Stack members: " + chassis.members().size());
        TextTable table = new TextTable("member", "role", "status", "model", "serial", "version", "priority", "up");
        chassis.members().forEach(m -> table.row(
                Integer.toString(m.number()), m.role(), word(m.status()), m.model(), m.serial(), m.version(),
                Integer.toString(m.priority()), m.uptime().map(ProbeText::span).orElse("")));
        text.append(table);
    }

    private void parts(Chassis chassis) {
        if (chassis.parts().isEmpty()) {
            return;
        }
        long failed = chassis.parts().stream().filter(p -> p.status() == Chassis.Status.FAILED).count();
        head("Parts: " + chassis.parts().size() + (failed > 0 ? ", " + failed + " FAILED" : ""));
        TextTable table = new TextTable("part", "kind", "status", "member", "model", "serial");
        chassis.parts().forEach(p -> table.row(p.name(), word(p.kind()), word(p.status()), member(p.member()), p.model(), p.serial()));
        text.append(table);
    }

    private void sensors(Chassis chassis) {
        if (chassis.sensors().isEmpty()) {
            return;
        }
        head("Sensors: " + chassis.sensors().size());
        TextTable table = new TextTable("sensor", "kind", "value", "from", "to", "status", "member", "port");
        chassis.sensors().forEach(s -> table.row(
                s.name(), word(s.kind()), value(s.value(), s.unit()), value(s.low(), ""), value(s.high(), ""), word(s.status()),
                member(s.member()), s.port()));
        text.append(table);
    }

    private static String member(int number) {
        return number == Chassis.WHOLE ? "" : Integer.toString(number);
    }

    private static String value(double value, String unit) {
        if (Double.isNaN(value)) {
            return unit.isEmpty() ? "" : "none";
        }
        String number = Math.abs(value) < 0.01 && value != 0
                ? String.format(Locale.ROOT, "%.5f", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
        return (number + " " + unit).strip();
    }

    private void neighbours(Neighbours neighbours) {
        if (neighbours.neighbours().isEmpty()) {
            return;
        }
        head("Neighbours: " + neighbours.neighbours().size());
        TextTable table = new TextTable("own port", "by", "name", "its port", "its chassis", "addresses", "can", "is");
        neighbours.neighbours().forEach(n -> table.row(
                n.port().isEmpty() ? "?" : n.port(), n.protocol().name(), n.name(),
                n.remotePort() + (n.remotePortDescription().isEmpty() || n.remotePortDescription().equals(n.remotePort()) ? "" : " (" + n.remotePortDescription() + ")"),
                n.chassis().equals(n.name()) ? "" : n.chassis(), String.join(", ", n.addresses()), String.join(", ", n.capabilities()),
                n.description()));
        text.append(table);
    }

    private void stations(Stations stations) {
        if (stations.stations().isEmpty() && stations.bindings().isEmpty()) {
            return;
        }
        head("Stations: " + stations.stations().size() + " MAC addresses, " + stations.bindings().size() + " addresses by ARP and ND");
        Map<String, Long> counts = stations.stations().stream()
                .filter(s -> !s.own())
                .collect(Collectors.groupingBy(s -> s.port().isEmpty() ? NO_PORT : s.port(), TreeMap::new, Collectors.counting()));
        TextTable table = new TextTable("port", "MAC addresses", "VLANs");
        counts.forEach((port, count) -> table.row(port, Long.toString(count), vlans(stations, port)));
        text.append(table);
    }

    private static String vlans(Stations stations, String port) {
        Set<Integer> all = new TreeSet<>();
        stations.stations().stream().filter(s -> (s.port().isEmpty() ? NO_PORT : s.port()).equals(port) && s.vlan() > 0).forEach(s -> all.add(s.vlan()));
        return all.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private void missing(Agent agent) {
        if (!agent.missing().isEmpty()) {
            head("Not told: " + agent.missing().size() + " tables");
            line(String.join(", ", agent.missing()));
        }
    }

    private void problems(List<String> problems) {
        if (!problems.isEmpty()) {
            head("Could not be read: " + problems.size());
            problems.forEach(this::line);
        }
    }

    private void head(String title) {
        text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
    }

    private void line(String line) {
        text.append("  ").append(line).append('\n');
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            line(String.format(Locale.ROOT, "%-10s %s", name, value));
        }
    }

    private static String word(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT);
    }

    private static String span(Duration d) {
        List<String> parts = new ArrayList<>();
        if (d.toDays() > 0) {
            parts.add(d.toDays() + " d");
        }
        if (d.toHours() > 0) {
            parts.add(d.toHoursPart() + " h");
        }
        parts.add(d.toMinutesPart() + " min");
        return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }
}
