package vor.server.api;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vor.model.AddressText;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Neighbours;
import vor.model.Picture;
import vor.model.Ports;
import vor.model.Stations;
import vor.model.Uplink;

/** Where a MAC or IP address was seen: which port of which device. A pure function of the picture. */
final class Whereabouts {
    static final int MOST = 200;

    private static final Pattern PAIRS = Pattern.compile("[0-9a-f]{1,2}([:-])[0-9a-f]{1,2}(\\1[0-9a-f]{1,2}){4}");
    private static final Pattern FOURS = Pattern.compile("([0-9a-f]{4}[.:-]){2}[0-9a-f]{4}");
    private static final Pattern SIXES = Pattern.compile("[0-9a-f]{6}-?[0-9a-f]{6}");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern BETWEEN = Pattern.compile("[.:-]");

    private final Picture picture;

    Whereabouts(Picture picture) {
        this.picture = picture;
    }

    /** @param edge the port leads to no other device of ours: the station is plugged in right here */
    record Spot(String device, String port, String mac, Set<String> addresses, int vlan, Instant at, boolean edge) {}

    /** @param asked how many devices tell stations at all */
    record Answer(List<Spot> spots, int asked) {}

    /** Lower case with colons, from any notation: 00:1b:…, 0:1b:…, 00-1B-…, 001b.21ab.cdef, 001b21-abcdef; empty when it is none. */
    static Optional<String> mac(String text) {
        String t = text.strip().toLowerCase(Locale.ROOT);
        boolean pairs = PAIRS.matcher(t).matches();
        if (!pairs && !FOURS.matcher(t).matches() && !SIXES.matcher(t).matches()) {
            return Optional.empty();
        }
        StringBuilder hex = new StringBuilder();
        BETWEEN.splitAsStream(t).forEach(p -> hex.append(pairs && p.length() == 1 ? "0" : "").append(p));
        return Optional.of(hex.toString().replaceAll("(..)(?!$)", "$1:"));
    }

    /** The canonical form of an IP address; empty when it is none. Never asks a name server. */
    static Optional<String> address(String text) {
        String t = text.strip();
        if (t.indexOf(':') < 0 && !WHOLE.matcher(t).matches()) {
            return Optional.empty(); // the library takes 198.18.7 for 198.18.0.7
        }
        try {
            return Optional.of(AddressText.of(InetAddress.ofLiteral(t).getAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Both parameters may be empty; then nothing is found. */
    Answer find(Optional<String> mac, Optional<String> address) {
        Set<String> macs = new LinkedHashSet<>();
        mac.ifPresent(macs::add);
        address.ifPresent(a -> macs.addAll(macsOf(a)));
        List<Spot> spots = new ArrayList<>();
        int asked = 0;
        for (Device device : picture.inventory().devices()) {
            Stations told = picture.stations(device.id()).orElse(null);
            if (told != null) {
                asked++;
                spots(device, told, macs, spots);
            }
        }
        spots.sort(Comparator.comparing(Spot::edge).reversed().thenComparing(Comparator.comparing(Spot::at).reversed()));
        return new Answer(spots.subList(0, Math.min(MOST, spots.size())), asked);
    }

    private Set<String> macsOf(String address) {
        Set<String> macs = new LinkedHashSet<>();
        everyBinding(b -> {
            if (address(b.address()).equals(Optional.of(address))) {
                macs.add(b.mac());
            }
        });
        return macs;
    }

    private Set<String> addressesOf(String mac) {
        Set<String> addresses = new TreeSet<>();
        everyBinding(b -> {
            if (b.mac().equals(mac)) {
                addresses.add(b.address());
            }
        });
        return addresses;
    }

    private void everyBinding(Consumer<Stations.Binding> to) {
        for (Device device : picture.inventory().devices()) {
            picture.stations(device.id()).map(Stations::bindings).stream().flatMap(Collection::stream).forEach(to);
        }
    }

    private void spots(Device device, Stations told, Set<String> macs, List<Spot> to) {
        for (Stations.Station s : told.stations()) {
            if (macs.contains(s.mac()) && !s.own() && to.size() < 10 * MOST) {
                to.add(new Spot(
                        device.name(), s.port(), s.mac(), addressesOf(s.mac()), s.vlan(), told.at(), edge(device, s.port())));
            }
        }
    }

    private boolean edge(Device device, String port) {
        Set<String> inner = new HashSet<>();
        device.uplinks().forEach(u -> inner.add(u.port()));
        for (DeviceId below : picture.inventory().below(device.id())) {
            picture.inventory().device(below).ifPresent(d -> d.uplinks().stream()
                    .filter(u -> u.above().equals(device.id()))
                    .map(Uplink::abovePort)
                    .forEach(inner::add));
        }
        picture.neighbours(device.id()).ifPresent(n -> n.neighbours().stream()
                .filter(one -> picture.inventory().device(one.name()).isPresent())
                .map(Neighbours.Neighbour::port)
                .forEach(inner::add));
        return !port.isEmpty() && !inner.contains(port) && members(device, port).noneMatch(inner::contains);
    }

    /* A station is learned on the bundle, a cable is plugged into a member. */
    private Stream<String> members(Device device, String port) {
        return picture.ports(device.id())
                .flatMap(p -> p.bundle(port))
                .map(Ports.Bundle::members)
                .stream()
                .flatMap(Collection::stream)
                .map(Ports.Member::port);
    }
}
