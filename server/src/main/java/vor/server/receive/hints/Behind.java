package vor.server.receive.hints;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Neighbours;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Uplink;

/** Which port is meant, and what is behind it. Pure. */
public final class Behind {
    private Behind() {}

    /** The port's name as its agent or the inventory has it; empty when neither knows such a port. */
    static Optional<String> port(Picture picture, DeviceId device, Word word) {
        Optional<Ports> told = picture.ports(device);
        return told.flatMap(p -> p.port(word.port()))
                .or(() -> told.flatMap(p -> byIndex(p, word)))
                .or(() -> told.flatMap(p -> byName(p, word.port())))
                .map(Port::name)
                .or(() -> told.flatMap(p -> p.bundle(bare(word.port()))).map(Ports.Bundle::name))
                .or(() -> planned(picture, device, word.port()));
    }

    private static Optional<Port> byIndex(Ports ports, Word word) {
        return word.index().isEmpty()
                ? Optional.empty()
                : ports.ports().values().stream().filter(p -> p.index() == word.index().getAsInt()).findFirst();
    }

    private static Optional<Port> byName(Ports ports, String name) {
        List<Port> alike = ports.ports().values().stream()
                .filter(p -> same(p.name(), name) || same(p.description(), name))
                .limit(2)
                .toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : ports.port(bare(name));
    }

    private static Optional<String> planned(Picture picture, DeviceId device, String name) {
        return picture.inventory().below(device).stream()
                .flatMap(id -> picture.inventory().device(id).stream())
                .flatMap(d -> d.uplinks().stream())
                .filter(u -> u.above().equals(device) && same(bare(u.abovePort()), bare(name)))
                .map(Uplink::abovePort)
                .findFirst();
    }

    /** The devices whose uplink is this port, a unit of it, the bundle that holds it, or another member of that. */
    public static Set<DeviceId> devices(Picture picture, DeviceId device, String port) {
        Set<String> names = together(picture, device, port);
        Set<DeviceId> behind = new LinkedHashSet<>();
        for (DeviceId id : picture.inventory().below(device)) {
            picture.inventory().device(id).filter(d -> leads(picture, device, d, names)).ifPresent(d -> behind.add(id));
        }
        return behind;
    }

    private static Set<String> together(Picture picture, DeviceId device, String port) {
        Set<String> names = new LinkedHashSet<>(List.of(port, bare(port)));
        Optional<Ports> told = picture.ports(device);
        told.flatMap(p -> p.bundleOf(bare(port)).or(() -> p.bundle(bare(port)))).ifPresent(b -> {
            names.add(b.name());
            b.members().forEach(m -> names.add(m.port()));
        });
        return names;
    }

    private static boolean leads(Picture picture, DeviceId above, Device device, Set<String> names) {
        return device.uplinks().stream()
                .filter(u -> u.above().equals(above))
                .anyMatch(u -> u.abovePort().isBlank()
                        ? heard(picture, above, device, names)
                        : names.contains(bare(u.abovePort())) || names.stream().anyMatch(n -> same(u.abovePort(), n)));
    }

    private static boolean heard(Picture picture, DeviceId above, Device device, Set<String> names) {
        return picture.neighbours(above).map(Neighbours::neighbours).orElse(List.of()).stream()
                .anyMatch(n -> names.contains(bare(n.port())) && host(n.name()).equalsIgnoreCase(host(device.name())));
    }

    private static String host(String name) {
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Without the unit: {@code ge-0/0/1} of {@code ge-0/0/1.0}. */
    private static String bare(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Whether two names mean the same port: one may shorten the word before the number, as in Gi1/0/1 and GigabitEthernet1/0/1. */
    static boolean same(String a, String b) {
        int i = digits(a);
        int j = digits(b);
        if (i == a.length() || j == b.length() || !a.substring(i).equals(b.substring(j))) {
            return !a.isEmpty() && a.equalsIgnoreCase(b);
        }
        String x = word(a, i);
        String y = word(b, j);
        return x.equals(y) || (Math.min(x.length(), y.length()) >= 2 && (x.startsWith(y) || y.startsWith(x)));
    }

    private static String word(String name, int end) {
        return name.substring(0, end).strip().toLowerCase(Locale.ROOT);
    }

    private static int digits(String name) {
        int i = 0;
        while (i < name.length() && !Character.isDigit(name.charAt(i))) {
            i++;
        }
        return i;
    }
}
