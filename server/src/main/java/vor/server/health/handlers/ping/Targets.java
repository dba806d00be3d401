package vor.server.health.handlers.ping;

import java.util.ArrayList;
import java.util.List;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Family;
import vor.model.Ping;

/**
 * A device's targets, sorted by whether they answer.
 *
 * @param all those that count
 * @param answering up, back or flapping and at present not silent
 * @param silent have answered once and do not now
 */
record Targets(List<Ping> all, List<Ping> answering, List<Ping> silent) {
    private static final String IGNORE_V6 = "ignorev6";

    static Targets of(Device device, List<Ping> pings) {
        List<Ping> all = thatCount(device, pings);
        List<Ping> answering = new ArrayList<>();
        List<Ping> silent = new ArrayList<>();
        for (Ping p : all) {
            switch (p.state()) {
                case UP, RECOVERING -> answering.add(p);
                case SUSPECT, DOWN -> silent.add(p);
                case FLAPPING -> (p.silentSince().isPresent() ? silent : answering).add(p);
                case WAITING, NEVER, UNRESOLVED, UNSENDABLE -> {}
            }
        }
        return new Targets(all, answering, silent);
    }

    private static List<Ping> thatCount(Device device, List<Ping> pings) {
        if (!device.tags().contains(IGNORE_V6)) {
            return pings;
        }
        List<Ping> rest = pings.stream().filter(p -> p.family() != Family.V6).toList();
        return rest.isEmpty() ? pings : rest;
    }

    /** The state of each address, and since when; nothing in it changes while the states stay. */
    List<Fact> facts() {
        return all.stream().map(p -> Fact.seen(p.address(), word(p.state()), "", p.since())).toList();
    }

    /** A target's name in a sentence. */
    static String family(Ping ping) {
        return switch (ping.family()) {
            case V4 -> "v4";
            case V6 -> "v6";
            case NONE -> ping.address();
        };
    }

    private static String word(Ping.State state) {
        return switch (state) {
            case WAITING -> "asked, no answer yet";
            case NEVER -> "has never answered";
            case UP, SUSPECT -> "answers";
            case DOWN -> "does not answer";
            case RECOVERING -> "answers again";
            case FLAPPING -> "comes and goes";
            case UNRESOLVED -> "its name does not resolve";
            case UNSENDABLE -> "cannot be asked";
        };
    }
}
