package vor.server.health.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Uplink;
import vor.server.health.told.Roles;

/**
 * Names what silent devices have in common: a member of a stack, a device above, a row (names that differ in their last
 * number), a tag such as {@code phase:1}. Only where all of the group fell silent within seconds of each other, and
 * where so many would not have been hit by chance.
 *
 * <p>Costs little: a device looks at its neighbour in each group and goes on only while all it sees are silent.
 */
final class Patterns {
    /** Within this span of each other. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    /** Not before this: until then devices of the same fate are still being found silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int FEWEST = 3;

    /** Of a larger group so many are looked at, and the others taken to be as these are. */
    private static final int LOOKED_AT = 32;

    /** So many devices outside the group tell how likely chance is. */
    private static final int OUTSIDE = 24;

    /** That so many hit by chance are one group: less likely than e to the minus this. */
    private static final double SURE = 7.5;

    private Patterns() {}

    /** @param words for "with 11 others …" */
    private record Group(String words, List<DeviceId> members, Predicate<Device> holds) {}

    static Cause named(Cause cause, Device device, Picture picture, Quiet quiet, Instant now) {
        Instant first = quiet.since().plus(PATIENCE);
        if (now.isBefore(first)) {
            return cause.until(first);
        }
        return groups(device, picture.inventory())
                .filter(g -> g.members().size() >= FEWEST)
                .sorted(Comparator.comparingInt((Group g) -> -g.members().size()))
                .filter(g -> allSilent(g, device, picture, quiet) && !chance(g, device, picture, quiet))
                .findFirst()
                .map(g -> with(cause, g))
                .orElse(cause);
    }

    private static Cause with(Cause cause, Group group) {
        int others = group.members().size() - 1;
        String words = (others < LOOKED_AT ? "all " + others : "more than " + (LOOKED_AT - 1)) + " others " + group.words();
        List<Fact> evidence = new ArrayList<>(cause.evidence());
        evidence.add(Fact.of("fell silent with", words));
        return cause.why(cause.why() + " It fell silent with " + words + ": look there first.", evidence);
    }

    private static Stream<Group> groups(Device device, Inventory inventory) {
        Stream<Group> tagged = device.tags().stream()
                .filter(t -> t.indexOf(':') > 0 && !t.startsWith("boot:"))
                .map(t -> new Group("on " + t.replace(':', ' '), inventory.tagged(t), d -> d.tags().contains(t)));
        Stream<Group> below = device.uplinks().stream()
                .distinct()
                .flatMap(u -> inventory.device(u.above()).stream().flatMap(a -> below(device, u, a, inventory)));
        return Stream.concat(tagged, below);
    }

    private static Stream<Group> below(Device device, Uplink uplink, Device above, Inventory inventory) {
        String row = row(device.name());
        OptionalInt member = Stack.member(uplink.abovePort());
        Stream<Group> groups = Stream.of(
                group("below " + above.name(), d -> true, above, inventory),
                group("of " + row, d -> !row.isEmpty() && row(d.name()).equals(row), above, inventory));
        return member.isEmpty()
                ? groups
                : Stream.concat(groups, Stream.of(group(
                        "on member " + member.getAsInt() + " of " + above.name(), d -> on(d, above, member), above, inventory)));
    }

    private static Group group(String words, Predicate<Device> holds, Device above, Inventory inventory) {
        List<DeviceId> members = inventory.below(above.id()).stream()
                .filter(id -> inventory.device(id).filter(holds).isPresent())
                .toList();
        return new Group(words, members, d -> members.contains(d.id()));
    }

    private static boolean on(Device device, Device above, OptionalInt member) {
        return device.uplinks().stream()
                .filter(u -> u.above().equals(above.id()))
                .allMatch(u -> Stack.member(u.abovePort()).equals(member));
    }

    /** {@code e7-*} for {@code e7-2}; empty for a name without a number at its end. */
    private static String row(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return end == name.length() || end == 0 ? "" : name.substring(0, end) + "*";
    }

    /** From the device's own place on and round, so that not all look at the same one first. */
    private static boolean allSilent(Group group, Device device, Picture picture, Quiet quiet) {
        List<DeviceId> all = group.members();
        int from = Math.max(0, all.indexOf(device.id()));
        for (int i = 1; i < Math.min(all.size(), LOOKED_AT); i++) {
            if (!together(all.get((from + i) % all.size()), picture, quiet)) {
                return false;
            }
        }
        return true;
    }

    private static boolean together(DeviceId id, Picture picture, Quiet quiet) {
        return Quiet.since(picture.pings(id))
                .filter(t -> quiet.after(t).abs().compareTo(TOGETHER) <= 0)
                .isPresent();
    }

    /** Whether so many fell silent elsewhere that a whole group among them means nothing. */
    private static boolean chance(Group group, Device device, Picture picture, Quiet quiet) {
        List<DeviceId> outside = neighbours(device, picture.inventory())
                .filter(id -> picture.inventory().device(id).filter(group.holds()).isEmpty())
                .distinct()
                .limit(OUTSIDE)
                .toList();
        long silent = outside.stream().filter(id -> together(id, picture, quiet)).count();
        double share = (silent + 0.1) / (outside.size() + 0.2);
        return -Math.log(share) * group.members().size() < SURE;
    }

    /** Those below the same devices, and below the devices above these. */
    private static Stream<DeviceId> neighbours(Device device, Inventory inventory) {
        List<DeviceId> above = inventory.above(device.id());
        Stream<DeviceId> near = above.stream().flatMap(a -> inventory.below(a).stream());
        Stream<DeviceId> far = above.stream()
                .flatMap(a -> inventory.above(a).stream())
                .flatMap(a -> inventory.below(a).stream())
                .flatMap(a -> Stream.concat(Stream.of(a), inventory.below(a).stream()));
        return Stream.concat(Stream.concat(near, far).filter(id -> !id.equals(device.id())), above.stream());
    }
}
