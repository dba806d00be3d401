package vor.server.health.handlers.ping;

import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;

/** The verdict on a device of which no address has ever answered: unknown, never down. */
final class Unheard {
    private Unheard() {}

    static Verdict judge(Targets targets) {
        Ping first = targets.all().getFirst();
        for (Ping p : targets.all()) {
            first = rank(p) > rank(first) ? p : first;
        }
        return verdict(targets, first).since(first.since());
    }

    /** An address that we could ask tells more than one that we could not. */
    private static int rank(Ping ping) {
        return switch (ping.state()) {
            case NEVER -> 3;
            case WAITING -> 2;
            case UNSENDABLE -> 1;
            default -> 0;
        };
    }

    private static Verdict verdict(Targets targets, Ping ping) {
        return switch (ping.state()) {
            case WAITING -> Verdict.of(State.UNKNOWN, 1, "asked, no answer yet");
            case UNRESOLVED -> Verdict.of(
                    State.UNKNOWN,
                    300,
                    "The name " + ping.address() + " does not resolve" + because(ping)
                            + ". Try: write the address itself into the inventory.");
            case UNSENDABLE -> Verdict.of(
                    State.UNKNOWN,
                    200,
                    "Vor's own machine cannot send to " + ping.address() + because(ping)
                            + ". Try: look at its routes and firewall.");
            default -> Verdict.of(
                    State.UNKNOWN,
                    100,
                    "Has never answered on " + PingHandler.families(targets.all()) + " since Vor began to ask."
                            + " Try: see whether it is installed, and whether the address is right.");
        };
    }

    private static String because(Ping ping) {
        return ping.why().isBlank() ? "" : ": " + ping.why();
    }
}
