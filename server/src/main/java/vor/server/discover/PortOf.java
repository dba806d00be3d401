package vor.server.discover;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vor.model.Neighbours.Neighbour;
import vor.model.Port;
import vor.model.Ports;

/**
 * Which port of a device its neighbour means. Neighbours tell a name, a description, a MAC address, or a number of their
 * own, which is mostly the ifIndex as text.
 */
final class PortOf {
    private PortOf() {}

    /** Name of the port into which the cable goes; empty when nothing fits. A device that told no ports is taken at its word. */
    static String remote(Ports ports, Neighbour told) {
        String id = told.remotePort();
        String description = told.remotePortDescription();
        if (ports.ports().isEmpty()) {
            return description.isEmpty() || id.matches(".*\\D.*") ? id : description;
        }
        return named(ports, id)
                .or(() -> named(ports, description))
                .or(() -> only(ports, p -> !id.isEmpty() && p.mac().equalsIgnoreCase(id)))
                .or(() -> only(ports, p -> id.equals(Integer.toString(p.index()))))
                .or(() -> described(ports, id))
                .or(() -> described(ports, description))
                .map(p -> carrier(ports, p.name()))
                .orElse("");
    }

    private static Optional<Port> named(Ports ports, String word) {
        return ports.port(word).or(() -> only(ports, p -> !word.isEmpty() && p.name().equalsIgnoreCase(word)));
    }

    private static Optional<Port> described(Ports ports, String word) {
        return only(ports, p -> !word.isEmpty() && (p.description().equalsIgnoreCase(word) || p.alias().equalsIgnoreCase(word)));
    }

    /** A port that a cable goes into is preferred to a unit or a VLAN with the same sign. */
    private static Optional<Port> only(Ports ports, Predicate<Port> fits) {
        List<Port> all = ports.ports().values().stream().filter(fits).toList();
        List<Port> cabled = all.stream().filter(Port::physical).toList();
        List<Port> best = cabled.isEmpty() ? all : cabled;
        return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
    }

    /** The port itself where a unit of it is meant: {@code ge-0/0/1} of {@code ge-0/0/1.0}. */
    static String carrier(Ports ports, String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && ports.port(name.substring(0, dot)).filter(Port::physical).isPresent() ? name.substring(0, dot) : name;
    }
}
