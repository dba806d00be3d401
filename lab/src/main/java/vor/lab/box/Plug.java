package vor.lab.box;

import java.util.Set;

/**
 * What is wrong with one box, as the cables and its agent feel it. Made from the state of the practice network.
 *
 * @param power it has power; without, every cable of it is dead at both ends
 * @param cut its cables upwards are out
 * @param adminDown somebody has switched off the ports above
 * @param hot too hot
 * @param visitorsGone nobody is plugged in any more
 * @param lostPorts by name
 * @param lostMembers of the stack, or line cards
 * @param crossed the box whose cables hang on our places above, and ours on its; empty for none
 */
public record Plug(
        boolean power,
        boolean cut,
        boolean adminDown,
        boolean hot,
        boolean visitorsGone,
        Set<String> lostPorts,
        Set<Integer> lostMembers,
        String crossed) {
    public static final Plug WELL = new Plug(true, false, false, false, false, Set.of(), Set.of(), "");

    public Plug {
        lostPorts = Set.copyOf(lostPorts);
        lostMembers = Set.copyOf(lostMembers);
    }
}
