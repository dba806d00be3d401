package vor.lab;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import vor.lab.agent.Habit;

/**
 * What is wrong with a box itself, not with its packets.
 *
 * @param boot how long the boot takes that is under way; zero for none
 * @param unconfigured it does not come back: the boot ends without its configuration
 * @param adminDown somebody has switched off the ports above it
 * @param visitorsGone nobody is plugged in any more
 * @param lostPorts broken sockets, by name
 * @param lostMembers dead stack members or line cards
 * @param crossed the device that its cables are exchanged with; empty for none
 * @param agent how its SNMP agent answers
 */
public record Condition(
        Life life,
        Duration boot,
        boolean unconfigured,
        boolean adminDown,
        boolean hot,
        boolean visitorsGone,
        Set<String> lostPorts,
        Set<Integer> lostMembers,
        String crossed,
        Habit agent) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Nothing. */
    public static final Condition WELL =
            new Condition(Life.RUNNING, Duration.ZERO, false, false, false, false, Set.of(), Set.of(), "", Habit.NORMAL);

    public Condition {
        lostPorts = Collections.unmodifiableSet(new TreeSet<>(lostPorts));
        lostMembers = Collections.unmodifiableSet(new TreeSet<>(lostMembers));
        if (boot.isNegative() || boot.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a boot takes 0 to 10 minutes, not " + boot.toMillis() + " ms");
        }
    }

    /** Whether the box does anything. */
    public enum Life {
        RUNNING,
        /** Its ports stay up, but it answers nothing. */
        HANGS,
        /** Without power: its ports, and those that they lead to, are down. */
        OFF,
        /** Its ports are up already, but it answers nothing yet. */
        BOOTING
    }

    /** Answers nothing, whatever its cables do. */
    boolean silent() {
        return life != Life.RUNNING || adminDown;
    }

    /** How long the present stage of the boot lasts: without power, then with ports up; zero for ever. */
    Duration stage() {
        return switch (life) {
            case OFF -> unconfigured ? boot : boot.dividedBy(4);
            case BOOTING -> unconfigured ? Duration.ZERO : boot.multipliedBy(3).dividedBy(4);
            case RUNNING, HANGS -> Duration.ZERO;
        };
    }

    /** When the present stage of the boot is over. */
    Condition afterStage() {
        return switch (life) {
            case OFF -> life(Life.BOOTING, boot, unconfigured);
            case BOOTING -> life(Life.RUNNING, Duration.ZERO, false);
            case RUNNING, HANGS -> this;
        };
    }

    Condition life(Life now, Duration nowBoot, boolean nowUnconfigured) {
        return new Condition(now, nowBoot, nowUnconfigured, adminDown, hot, visitorsGone, lostPorts, lostMembers, crossed, agent);
    }

    Condition adminDown(boolean now) {
        return new Condition(life, boot, unconfigured, now, hot, visitorsGone, lostPorts, lostMembers, crossed, agent);
    }

    Condition hot(boolean now) {
        return new Condition(life, boot, unconfigured, adminDown, now, visitorsGone, lostPorts, lostMembers, crossed, agent);
    }

    Condition visitorsGone(boolean now) {
        return new Condition(life, boot, unconfigured, adminDown, hot, now, lostPorts, lostMembers, crossed, agent);
    }

    Condition losing(String port) {
        Set<String> more = new TreeSet<>(lostPorts);
        more.add(port);
        return new Condition(life, boot, unconfigured, adminDown, hot, visitorsGone, more, lostMembers, crossed, agent);
    }

    Condition losing(int member) {
        Set<Integer> more = new TreeSet<>(lostMembers);
        more.add(member);
        return new Condition(life, boot, unconfigured, adminDown, hot, visitorsGone, lostPorts, more, crossed, agent);
    }

    Condition crossed(String with) {
        return new Condition(life, boot, unconfigured, adminDown, hot, visitorsGone, lostPorts, lostMembers, with, agent);
    }

    Condition agent(Habit now) {
        return new Condition(life, boot, unconfigured, adminDown, hot, visitorsGone, lostPorts, lostMembers, crossed, now);
    }
}
