package vor.server.health.handlers.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.cause.Stack;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Members of a stack that are lost while the stack is up: by what the stack says of them; or it says nothing of one any more, and no
 * cable that the plan has in its ports is live. The tag {@code ignoregaps} says that its members are not numbered in a row. */
public final class StackHandler implements Handler {
    private static final String IGNORE_GAPS = "ignoregaps";
    private static final int SHOWN = 16;

    @Override
    public String name() {
        return "stack";
    }

    @Override
    public String title() {
        return "Stack";
    }

    @Override
    public String legend() {
        return "Green: all members are there; amber: a number is missing between two, or one is worn; orange: a member is lost.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Chassis.class, chassis -> judge(device, chassis, vanished(device, chassis, picture))
                .facts(chassis.members().stream().limit(SHOWN).map(StackHandler::fact).toList()));
    }

    private static Verdict judge(Device device, Chassis chassis, List<String> vanished) {
        List<String> lost = new ArrayList<>(with(chassis, Set.of(Chassis.Status.ABSENT, Chassis.Status.FAILED)));
        lost.addAll(vanished);
        List<String> worn = with(chassis, Set.of(Chassis.Status.WORN));
        List<String> gaps = device.tags().contains(IGNORE_GAPS) ? List.of() : gaps(chassis);
        int size = chassis.members().size() + vanished.size();
        if (!lost.isEmpty()) {
            return Verdict.of(State.BAD, 800, Say.names(lost) + are(lost) + " lost. Try: its power, then the stack's cables.")
                    .label((size - lost.size()) + "/" + size);
        } else if (!worn.isEmpty()) {
            return Verdict.of(State.WORN, 400, Say.names(worn) + are(worn) + " not as it should be. Try: its own alarms.");
        } else if (!gaps.isEmpty()) {
            return Verdict.of(
                    State.WORN,
                    300,
                    Say.names(gaps) + are(gaps) + " missing: lost, or never there. Try: power and the stack's cables, else the tag "
                            + IGNORE_GAPS + ".");
        }
        return Verdict.good(size < 2 ? "no stack" : "all " + size + " members are there");
    }

    /** Members of which there is nothing but dark ports in the plan; none where the plan's numbers are not those of the stack. */
    private static List<String> vanished(Device device, Chassis chassis, Picture picture) {
        Optional<Ports> ports = picture.ports(device.id());
        Set<Integer> there = chassis.members().stream().map(Chassis.Member::number).collect(Collectors.toSet());
        Set<Integer> named = new TreeSet<>();
        Set<Integer> live = new HashSet<>();
        for (String name : ports.isPresent() ? planned(device, picture) : Set.<String>of()) {
            OptionalInt number = Stack.member(name);
            number.ifPresent(named::add);
            if (number.isPresent() && ports.flatMap(p -> p.port(name)).filter(Port::up).isPresent()) {
                live.add(number.getAsInt());
            }
        }
        return named.stream().noneMatch(there::contains)
                ? List.of()
                : named.stream().filter(n -> !there.contains(n) && !live.contains(n)).map(n -> "member " + n).toList();
    }

    private static Set<String> planned(Device device, Picture picture) {
        Set<String> names = new HashSet<>();
        device.uplinks().forEach(u -> names.add(u.port()));
        picture.inventory().below(device.id()).stream()
                .flatMap(id -> picture.inventory().device(id).stream())
                .flatMap(d -> d.uplinks().stream())
                .filter(u -> u.above().equals(device.id()))
                .forEach(u -> names.add(u.abovePort()));
        return names;
    }

    private static String are(List<String> names) {
        return names.size() == 1 ? " is" : " are";
    }

    private static List<String> with(Chassis chassis, Set<Chassis.Status> statuses) {
        return chassis.members().stream()
                .filter(m -> statuses.contains(m.status()))
                .map(m -> "member " + m.number() + (m.serial().isBlank() ? "" : " (" + Say.word(m.serial()) + ")"))
                .toList();
    }

    /** Numbers between the first and the last that nobody has; a wide gap is a way of numbering. */
    private static List<String> gaps(Chassis chassis) {
        TreeSet<Integer> numbers =
                chassis.members().stream().map(Chassis.Member::number).collect(Collectors.toCollection(TreeSet::new));
        if (numbers.size() < 2 || numbers.last() - numbers.first() >= 2 * numbers.size()) {
            return List.of();
        }
        return IntStream.range(numbers.first(), numbers.last())
                .filter(n -> !numbers.contains(n))
                .mapToObj(n -> "member " + n)
                .toList();
    }

    private static Fact fact(Chassis.Member m) {
        String role = m.role().isBlank() ? "" : m.role() + ", ";
        return Fact.of("member " + m.number(), role + m.status().name().toLowerCase(Locale.ROOT));
    }
}
