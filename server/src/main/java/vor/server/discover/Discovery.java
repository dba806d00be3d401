package vor.server.discover;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vor.model.Neighbours.Neighbour;
import vor.model.Port;
import vor.model.Ports;
import vor.server.discover.Found.Cable;
import vor.server.discover.Found.Device;
import vor.server.discover.Found.End;
import vor.server.discover.Found.Stranger;
import vor.server.discover.Found.Way;

/**
 * Makes a proposal of what devices told. Up is towards the first of them; of two that are equally far from it, the one
 * with more equals around it is above (a ring that joins all distribution switches). Pure; for one thread.
 */
public final class Discovery {
    private static final int LONGEST_NAME = 64;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Comparator<String> NATURAL = Comparator.comparing(Discovery::padded);

    private final List<Interview> interviews;
    private final Who who;
    private final Map<Interview, String> names = new HashMap<>();
    private final Map<Interview, Integer> levels = new HashMap<>();
    private final Set<Joint> joints = new LinkedHashSet<>();
    private final List<Stranger> strangers = new ArrayList<>();
    private final Map<String, Set<Interview>> owners = new HashMap<>();

    /** Two ports that are joined, as one side tells it. */
    private record Joint(int one, String onePort, int other, String otherPort) {
        /** The same from either side. */
        Joint ordered() {
            boolean turn = one > other || (one == other && onePort.compareTo(otherPort) > 0);
            return turn ? new Joint(other, otherPort, one, onePort) : this;
        }
    }

    private Discovery(List<Interview> interviews) {
        this.interviews = interviews;
        who = new Who(interviews);
    }

    /** @param interviews the first is the start; each device once */
    public static Found of(List<Interview> interviews) {
        return new Discovery(List.copyOf(interviews)).found();
    }

    private Found found() {
        name();
        owning();
        join();
        levels();
        List<Cable> cables = joints.stream().map(this::cable).sorted(this::byPlace).toList();
        List<Device> devices = interviews.stream()
                .sorted(Comparator.comparing((Interview i) -> level(i)).thenComparing(this::nameOf, NATURAL))
                .map(i -> new Device(nameOf(i), addresses(i), ways(i)))
                .toList();
        return new Found(devices, cables, strangers);
    }

    private int byPlace(Cable one, Cable other) {
        return Comparator.comparing((Cable c) -> padded(c.b().device())).thenComparing(c -> padded(c.b().port())).compare(one, other);
    }

    private static String padded(String text) {
        return NUMBER.matcher(text).replaceAll(m -> "0".repeat(Math.max(0, 20 - m.group().length())) + m.group());
    }

    private String nameOf(Interview i) {
        return names.getOrDefault(i, i.address());
    }

    /** sysName, else what a neighbour calls it; made unique by the address where two have the same. */
    private void name() {
        Map<Interview, String> told = new HashMap<>();
        interviews.forEach(i -> told.put(i, clean(i.name())));
        interviews.stream().flatMap(i -> i.neighbours().stream()).filter(n -> !n.name().isEmpty()).forEach(
                n -> who.is(n).ifPresent(peer -> told.computeIfPresent(peer, (k, v) -> v.isEmpty() ? clean(n.name()) : v)));
        Map<String, Long> used = new HashMap<>();
        told.values().forEach(name -> used.merge(name, 1L, Long::sum));
        told.forEach((i, name) -> {
            boolean unique = !name.isEmpty() && used.getOrDefault(name, 0L) == 1;
            names.put(i, unique ? name : cut((name + " " + i.address()).strip()));
        });
    }

    private static String clean(String name) {
        return cut(name.replaceAll("\\p{C}", "").strip());
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private void join() {
        List<Joint> halves = new ArrayList<>();
        for (int i = 0; i < interviews.size(); i++) {
            for (Neighbour n : interviews.get(i).neighbours()) {
                Optional<Joint> joint = joint(i, n);
                joint.filter(Discovery::whole).ifPresent(j -> joints.add(j.ordered()));
                joint.filter(j -> !whole(j)).ifPresent(halves::add);
                if (joint.isEmpty()) {
                    strangers.add(stranger(interviews.get(i), n));
                }
            }
        }
        halves.stream().filter(h -> !told(h)).forEach(h -> joints.add(completed(h, halves).ordered()));
    }

    private Optional<Joint> joint(int at, Neighbour n) {
        return who.is(n).map(peer -> new Joint(
                at, PortOf.carrier(interviews.get(at).ports(), n.port()), interviews.indexOf(peer), PortOf.remote(peer.ports(), n)));
    }

    private static boolean whole(Joint j) {
        return !j.onePort.isEmpty() && !j.otherPort.isEmpty();
    }

    /** Whether another side has told the whole of it. */
    private boolean told(Joint half) {
        return joints.stream().anyMatch(j -> fits(half, j) || fits(half, new Joint(j.other, j.otherPort, j.one, j.onePort)));
    }

    private static boolean fits(Joint half, Joint whole) {
        return half.one == whole.one
                && half.other == whole.other
                && (half.onePort.isEmpty() || half.onePort.equals(whole.onePort))
                && (half.otherPort.isEmpty() || half.otherPort.equals(whole.otherPort));
    }

    /** Two halves make a cable where each side knows its own port, and there is only one cable between the two. */
    private static Joint completed(Joint half, List<Joint> halves) {
        List<Joint> back = halves.stream().filter(h -> h.one == half.other && h.other == half.one).toList();
        long same = halves.stream().filter(h -> h.one == half.one && h.other == half.other).count();
        boolean fits = back.size() == 1 && same == 1 && half.otherPort.isEmpty();
        return fits ? new Joint(half.one, half.onePort, half.other, back.getFirst().onePort) : half;
    }

    private Stranger stranger(Interview at, Neighbour n) {
        String name = n.name().isEmpty() ? n.chassis() : n.name();
        String port = n.remotePortDescription().isEmpty() ? n.remotePort() : n.remotePortDescription();
        String platform = n.description().lines().findFirst().orElse("");
        return new Stranger(new End(nameOf(at), PortOf.carrier(at.ports(), n.port())), name, port, platform, n.addresses());
    }

    private void levels() {
        Deque<Interview> next = new ArrayDeque<>();
        interviews.stream().limit(1).forEach(start -> {
            levels.put(start, 0);
            next.add(start);
        });
        while (!next.isEmpty()) {
            Interview i = next.remove();
            around(i).forEach(peer -> {
                if (levels.putIfAbsent(peer, level(i) + 1) == null) {
                    next.add(peer);
                }
            });
        }
    }

    private Stream<Interview> around(Interview i) {
        int at = interviews.indexOf(i);
        return joints.stream()
                .filter(j -> (j.one == at) != (j.other == at))
                .map(j -> interviews.get(j.one == at ? j.other : j.one))
                .distinct();
    }

    private int level(Interview i) {
        return levels.getOrDefault(i, Integer.MAX_VALUE);
    }

    private long equallyFar(Interview i) {
        return around(i).filter(peer -> level(peer) == level(i)).count();
    }

    /** Positive: the first is above the second; 0: neither is. */
    private int above(Interview one, Interview other) {
        int byLevel = Integer.compare(level(other), level(one));
        return byLevel != 0 ? byLevel : Long.compare(equallyFar(one), equallyFar(other));
    }

    private Cable cable(Joint j) {
        Interview one = interviews.get(j.one);
        Interview other = interviews.get(j.other);
        boolean turn = above(other, one) > 0;
        Ports a = turn ? other.ports() : one.ports();
        Ports b = turn ? one.ports() : other.ports();
        End endA = turn ? new End(nameOf(other), j.otherPort) : new End(nameOf(one), j.onePort);
        End endB = turn ? new End(nameOf(one), j.onePort) : new End(nameOf(other), j.otherPort);
        String bundle = bundle(a, endA.port()).or(() -> bundle(b, endB.port())).orElse("");
        return new Cable(endA, endB, bundle, slower(megabits(a, endA.port()), megabits(b, endB.port())));
    }

    private static Optional<String> bundle(Ports ports, String port) {
        return ports.bundleOf(port).map(Ports.Bundle::name);
    }

    private static long megabits(Ports ports, String port) {
        return ports.port(port).map(Port::megabits).orElse(0L);
    }

    private static long slower(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    private List<Way> ways(Interview i) {
        int at = interviews.indexOf(i);
        record Up(int level, Way way) {}
        List<Up> all = new ArrayList<>();
        for (Joint j : joints) {
            if ((j.one == at) != (j.other == at)) {
                Interview peer = interviews.get(j.one == at ? j.other : j.one);
                if (above(peer, i) > 0) {
                    all.add(new Up(level(peer), new Way(
                            j.one == at ? j.onePort : j.otherPort, nameOf(peer), j.one == at ? j.otherPort : j.onePort)));
                }
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(Up::level).thenComparing(u -> u.way().port(), NATURAL))
                .map(Up::way)
                .toList();
    }

    /** As neighbours hear them; one that several devices tell is nobody's. */
    private List<String> addresses(Interview i) {
        Set<String> all = new LinkedHashSet<>();
        heard(i).filter(a -> !foreign(a, i)).forEach(all::add);
        List<String> ordered = new ArrayList<>(all);
        if (!all.contains(i.address())) {
            ordered.addFirst(i.address());
        }
        return ordered;
    }

    private Stream<String> heard(Interview of) {
        return interviews.stream()
                .filter(i -> i != of)
                .flatMap(i -> i.neighbours().stream())
                .filter(n -> who.is(n).filter(peer -> peer == of).isPresent())
                .flatMap(n -> n.addresses().stream())
                .filter(Reach::isDevice);
    }

    private boolean foreign(String address, Interview of) {
        return owners.getOrDefault(address, Set.of()).size() > 1 && !of.address().equals(address);
    }

    /** Who answers at an address, or is said to. */
    private void owning() {
        interviews.forEach(i -> owns(i.address(), i));
        interviews.stream().flatMap(i -> i.neighbours().stream()).forEach(
                n -> who.is(n).ifPresent(peer -> n.addresses().forEach(a -> owns(a, peer))));
    }

    private void owns(String address, Interview i) {
        owners.computeIfAbsent(address, k -> new HashSet<>()).add(i);
    }
}
