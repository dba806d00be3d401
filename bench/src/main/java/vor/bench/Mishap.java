package vor.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vor.outside.LiveFrame;

/** What really happened to one device, and what was said of it. Safe for any thread. */
final class Mishap {
    private static final String UNKNOWN = "unknown";
    private static final long SLACK_MS = 1000;

    /** The truth, in the order of the table. */
    enum Kind {
        CUT("cable cut or power lost"),
        STACK("a stack above others, the same"),
        BEHIND("behind such a stack"),
        ADMIN_DOWN("ports above switched off"),
        HANG("hangs"),
        REBOOT("power off and on"),
        UNCONFIGURED("the same, came back without configuration"),
        MUTE("cut or hangs, agent above silent");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * What a frame said.
     *
     * @param cause by docs/formats/causes.md
     * @param shared what it is said to have in common with others, "" for nothing
     */
    record Said(Instant arrived, String state, String cause, boolean certain, String shared, List<LiveFrame.Fact> evidence) {
        boolean named() {
            return !cause.equals(UNKNOWN) && (state.equals("down") || state.equals("behind"));
        }
    }

    private final Kind kind;
    private final String device;
    private final Duration dark;
    private final List<Said> said = new ArrayList<>();
    private @Nullable Instant given;

    /** @param dark for how long it has no power; zero where that is not what happens */
    Mishap(Kind kind, String device, Duration dark) {
        this.kind = kind;
        this.device = device;
        this.dark = dark;
    }

    Kind kind() {
        return kind;
    }

    String device() {
        return device;
    }

    Duration dark() {
        return dark;
    }

    /** The command is about to be given. */
    synchronized void begin() {
        given = Instant.now();
    }

    synchronized Instant given() {
        if (given == null) {
            throw new IllegalStateException(device + " has not had its mishap yet");
        }
        return given;
    }

    synchronized void seen(LiveFrame.Seen seen, Instant arrived, Set<String> addresses) {
        String cause = seen.fact("cause");
        if (given == null || arrived.isBefore(given) || cause.isEmpty()) {
            return;
        }
        List<LiveFrame.Fact> evidence = seen.facts().stream().filter(f -> isEvidence(f.name(), addresses)).toList();
        said.add(new Said(arrived, seen.state(), cause, seen.fact("certain").equals("yes"), seen.fact("fell silent with"), evidence));
    }

    private static boolean isEvidence(String fact, Set<String> addresses) {
        return !fact.equals("cause") && !fact.equals("certain") && !fact.equals("fell silent with") && !addresses.contains(fact);
    }

    private synchronized List<Said> named() {
        return said.stream().filter(Said::named).toList();
    }

    /** The first cause that was named while it was red, or behind. */
    Optional<Said> first() {
        return named().stream().findFirst();
    }

    Optional<Said> last() {
        List<Said> all = named();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Milliseconds from the command until it was red with a cause; infinite for never. */
    double namedAfter() {
        return first().map(s -> Duration.between(given(), s.arrived()).toNanos() / 1e6).orElse(Double.POSITIVE_INFINITY);
    }

    /** All that was said for certain and was not so when it was said first, for people. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        String before = "";
        for (Said s : named()) {
            String now = s.certain() ? s.cause() : "";
            if (!now.isEmpty() && !now.equals(before) && !mayBeCertain(now, Duration.between(given(), s.arrived()))) {
                wrong.add(String.format("%s: %s, said to be %s for certain after %.1f s", device, kind.words, now, seconds(s)));
            }
            before = now;
        }
        return wrong;
    }

    private double seconds(Said s) {
        return Duration.between(given(), s.arrived()).toMillis() / 1e3;
    }

    /** Whether that is the truth so long after the command. Of what its agent hides nothing can be certain. */
    private boolean mayBeCertain(String cause, Duration after) {
        boolean off = after.compareTo(dark) < 0;
        return switch (kind) {
            case CUT, STACK -> cause.equals("power-or-cable");
            case BEHIND -> cause.equals("parent-silent");
            case ADMIN_DOWN -> cause.equals("switched-off");
            case HANG -> cause.equals("hangs");
            case REBOOT -> cause.equals(off ? "power-or-cable" : "booting");
            case UNCONFIGURED -> cause.equals(off ? "power-or-cable" : "unconfigured");
            case MUTE -> false;
        };
    }

    /**
     * Named causes without any evidence that has a value, and a time since it happened (or, of a silent agent, before).
     */
    List<String> unproven() {
        return named().stream()
                .filter(s -> s.evidence().stream().noneMatch(f -> proves(f, s)))
                .map(s -> device + ": " + kind.words + ", " + s.cause() + " after " + seconds(s) + " s, by " + s.evidence())
                .toList();
    }

    private boolean proves(LiveFrame.Fact fact, Said s) {
        if (fact.value().isBlank() || fact.at().isEmpty()) {
            return false;
        }
        long at = fact.at().getAsLong();
        return (kind == Kind.MUTE || at >= given().toEpochMilli() - SLACK_MS) && at <= s.arrived().toEpochMilli() + SLACK_MS;
    }

    /** Every other thing that was said, with seconds since the command. */
    synchronized List<String> turns() {
        List<String> turns = new ArrayList<>();
        String before = "";
        for (Said s : said) {
            String now = s.state() + " " + s.cause() + (s.certain() ? " for certain" : "");
            if (!now.equals(before)) {
                turns.add(seconds(s) + " " + now);
            }
            before = now;
        }
        return turns;
    }

    /** What it was ever said to share with others. */
    List<String> shared() {
        return named().stream().map(Said::shared).filter(s -> !s.isEmpty()).distinct().toList();
    }
}
