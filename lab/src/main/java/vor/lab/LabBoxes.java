package vor.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import vor.lab.Condition.Life;
import vor.lab.agent.Habit;
import vor.lab.box.Sockets;
import vor.model.Device;

/**
 * What may be wrong with the boxes of a practice network and with their agents; {@link Lab#heal} mends it. Threads and
 * names as in {@link Lab}.
 */
public final class LabBoxes {
    /** From power to the first echo. */
    public static final Duration USUAL_BOOT = Duration.ofSeconds(20);

    private final Lab lab;

    LabBoxes(Lab lab) {
        this.lab = lab;
    }

    private void each(String name, UnaryOperator<Condition> how) {
        lab.condition(new String[] {name}, how);
    }

    /** Answers nothing any more; the ports above stay up. */
    public void hang(String name) {
        each(name, c -> c.life(Life.HANGS, Duration.ZERO, false));
    }

    /** Somebody switches off the ports above. */
    public void adminDown(String name) {
        each(name, c -> c.adminDown(true));
    }

    /**
     * Loses power and gets it back: after a quarter of the time the ports above come up again, at its end it answers, and
     * its uptime has started anew.
     *
     * @param takes up to ten minutes
     */
    public void reboot(String name, Duration takes) {
        each(name, c -> c.life(Life.OFF, takes, false));
    }

    /** Loses power and its configuration: the ports above come up again, it never answers. */
    public void unconfigured(String name, Duration off) {
        each(name, c -> c.life(Life.OFF, off, true));
    }

    /** Loses power, or gets it back and boots. */
    public void power(String name, boolean on) {
        each(name, c -> on ? booted(c) : c.life(Life.OFF, Duration.ZERO, false));
    }

    private static Condition booted(Condition c) {
        return c.life() == Life.OFF ? c.life(Life.BOOTING, USUAL_BOOT, false) : c;
    }

    public void overheat(String name) {
        each(name, c -> c.hot(true));
    }

    /** The visitors unplug and go home, or come back. */
    public void visitors(String name, boolean there) {
        each(name, c -> c.visitorsGone(!there));
    }

    public void agent(String name, Habit habit) {
        each(name, c -> c.agent(habit));
    }

    /**
     * A socket breaks: what is plugged in there has no link.
     *
     * @throws LabException where one of the devices has no such socket
     */
    public void losePort(String name, String port) {
        Sockets sockets = new Sockets(lab.plan().inventory());
        devices(name).stream().filter(d -> !sockets.has(d, port)).findFirst().ifPresent(d -> {
            throw new LabException(d.name() + " has no port " + port + ". A switch has ge-0/0/0 to ge-0/0/47, a stack ge-M/0/0 to 47 and"
                    + " xe-M/1/0 to 1, a router xe-F/2/0 to 47");
        });
        each(name, c -> c.losing(port));
    }

    /**
     * A stack member or a line card dies.
     *
     * @throws LabException where one of the devices has none of that number
     */
    public void loseMember(String name, int member) {
        Sockets sockets = new Sockets(lab.plan().inventory());
        devices(name).stream().filter(d -> !sockets.has(d, member)).findFirst().ifPresent(d -> {
            throw new LabException(d.name() + " has no stack member or line card " + member + ". A stack has 0, 1 and 2");
        });
        each(name, c -> c.losing(member));
    }

    private List<Device> devices(String name) {
        return Names.resolve(lab.plan().inventory(), name).stream()
                .flatMap(n -> lab.plan().inventory().device(n).stream())
                .toList();
    }

    /**
     * The cables of two switches are exchanged: each hangs where the other one should.
     *
     * @throws LabException unless both are different access switches
     */
    public void crossed(String one, String other) {
        if (one.equals(other) || !access(one) || !access(other)) {
            throw new LabException("only the cables of two different access switches can be crossed, such as e7-2 and e8-1");
        }
        lab.change(s -> Crossings.cross(s, one, other));
    }

    private boolean access(String name) {
        return lab.plan().inventory().device(name).map(Device::tags).filter(t -> t.contains("access")).isPresent();
    }
}
