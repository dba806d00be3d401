package vor.server.health.handlers.ping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vor.model.Family;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;

/** The verdict on a device that answers on at least one address: the worst of what is wrong with each. */
final class Answering {
    private static final double SOME_LOSS = 0.02;
    private static final double MUCH_LOSS = 0.20;

    /** How much slower than its best a path may be before it is worth a word: both must be passed. */
    private static final double SLOW_FACTOR = 4;

    private static final double SLOW_MILLIS = 20;

    private static final Comparator<Verdict> BY_TROUBLE =
            Comparator.comparing(Verdict::state).thenComparingInt(Verdict::score);

    private Answering() {}

    static Verdict judge(Targets targets) {
        List<Verdict> found = new ArrayList<>();
        for (Ping p : targets.all()) {
            trouble(p, targets).ifPresent(found::add);
            if (targets.answering().contains(p)) {
                loss(p).ifPresent(found::add);
                delay(p).ifPresent(found::add);
            }
        }
        return found.stream().max(BY_TROUBLE).orElseGet(() -> good(targets));
    }

    private static Optional<Verdict> trouble(Ping ping, Targets targets) {
        String family = Targets.family(ping);
        return switch (ping.state()) {
            case UP, SUSPECT, WAITING -> Optional.empty();
            case DOWN -> Optional.of(lost(ping, targets));
            case FLAPPING -> Optional.of(flapping().since(ping.since()));
            case RECOVERING -> Optional.of(
                    Verdict.of(State.WORN, 300, "answers again on " + family).since(ping.since()));
            case NEVER -> Optional.of(Verdict.of(
                    State.WORN, 350, "Has never answered on " + family + ", only on " + answering(targets)
                            + ". Try: see whether the address is right."));
            case UNRESOLVED -> Optional.of(
                    Verdict.of(State.WORN, 200, "The name " + ping.address() + " does not resolve. Try: write the address itself."));
            case UNSENDABLE -> Optional.of(
                    Verdict.of(State.WORN, 200, "Vor's own machine cannot send to " + ping.address() + "."));
        };
    }

    static Verdict flapping() {
        return Verdict.of(
                State.BAD, 700, "Goes down and comes back again and again. Try: cable and port, then power, then loops.");
    }

    private static Verdict lost(Ping ping, Targets targets) {
        int score = ping.family() == Family.V6 ? 450 : 800;
        String why = "No reply on " + Targets.family(ping) + ", but " + answering(targets) + " answers: addresses or routes of "
                + Targets.family(ping) + ", not power or cable.";
        return Verdict.of(State.BAD, score, why).since(ping.silentSince().orElse(ping.since()));
    }

    private static String answering(Targets targets) {
        return PingHandler.families(targets.answering());
    }

    private static Optional<Verdict> loss(Ping ping) {
        double share = share(ping.loss());
        if (!(share > SOME_LOSS)) {
            return Optional.empty();
        }
        String why = "Loses about " + Round.percent(share) + " of echoes on " + Targets.family(ping)
                + ". Try: errors on the port, then duplex, optics or cable.";
        return Optional.of(share > MUCH_LOSS ? Verdict.of(State.BAD, 600, why) : Verdict.of(State.WORN, 250, why));
    }

    /** Over a minute; where the pace is too slow for that, over five, and only when more than one echo must have been lost. */
    private static double share(Ping.Loss loss) {
        if (!Double.isNaN(loss.tenSeconds())) {
            return loss.minute();
        }
        return loss.fiveMinutes() > 0.3 ? loss.fiveMinutes() : 0;
    }

    private static Optional<Verdict> delay(Ping ping) {
        return ping.rtt().filter(Answering::slow).map(r -> Verdict.of(
                State.WORN,
                150,
                "Answers in about " + Round.millis(r.smoothed()) + " on " + Targets.family(ping) + ", at best in "
                        + Round.millis(r.best()) + ". Try: look for a full link on the way."));
    }

    private static boolean slow(Ping.Rtt rtt) {
        return rtt.smoothed() > rtt.best() * SLOW_FACTOR && rtt.smoothed() > rtt.best() + SLOW_MILLIS;
    }

    private static Verdict good(Targets targets) {
        double slowest = targets.answering().stream()
                .flatMap(p -> p.rtt().stream())
                .mapToDouble(Ping.Rtt::smoothed)
                .max()
                .orElse(0);
        return Verdict.of(State.GOOD, Round.score(slowest), "answers on " + answering(targets));
    }
}
