package vor.server.health.handlers.errors;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Damaged and discarded packets as a share of all. Ports that carry next to nothing are judged by the rate alone, as one bad
 * packet of two means little. */
public final class ErrorsHandler implements Handler {
    private static final int SHOWN = 8;

    /** Packets a second below which a share means little. */
    private static final double FEW = 10;

    @Override
    public String name() {
        return "errors";
    }

    @Override
    public String title() {
        return "Errors";
    }

    @Override
    public String legend() {
        return "Green: hardly any; amber: some packets damaged or thrown away; orange: more than one in a hundred damaged.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Ports.class, ErrorsHandler::judge);
    }

    /** @param errors and discards: the worse direction, per second; shares of what should have passed that way */
    private record Losses(Port port, double errors, double errorShare, double discards, double discardShare) {
        static Losses of(Port port, Port.Rates r) {
            boolean in = share(r.inErrors(), r.inPackets()) >= share(r.outErrors(), r.outPackets());
            boolean inwards = share(r.inDiscards(), r.inPackets()) >= share(r.outDiscards(), r.outPackets());
            return new Losses(
                    port,
                    rate(in ? r.inErrors() : r.outErrors()),
                    in ? share(r.inErrors(), r.inPackets()) : share(r.outErrors(), r.outPackets()),
                    rate(inwards ? r.inDiscards() : r.outDiscards()),
                    inwards ? share(r.inDiscards(), r.inPackets()) : share(r.outDiscards(), r.outPackets()));
        }

        /** Where packets are not counted, as if there were {@link #FEW}. */
        private static double share(double lost, double passed) {
            return rate(lost) / (rate(lost) + Math.max(rate(passed), FEW));
        }

        private static double rate(double perSecond) {
            return Double.isFinite(perSecond) && perSecond > 0 ? perSecond : 0;
        }

        State state() {
            if (errors >= 1 && errorShare >= 0.01) {
                return State.BAD;
            }
            return (errors >= 0.1 && errorShare >= 0.0001) || (discards >= 1 && discardShare >= 0.01) ? State.WORN : State.GOOD;
        }

        double worst() {
            return Math.max(errorShare, discardShare / 10);
        }

        String words() {
            String name = Say.word(port.name());
            return errors >= 0.1 && errorShare >= 0.0001
                    ? name + " damages " + Say.percent(errorShare) + " of packets"
                    : name + " throws " + Say.percent(discardShare) + " of packets away";
        }
    }

    private static Verdict judge(Ports ports) {
        List<Losses> worst = ports.ports().values().stream()
                .filter(p -> p.physical() && p.up() && p.rates().isPresent())
                .map(p -> Losses.of(p, p.rates().orElseThrow()))
                .filter(l -> l.state() != State.GOOD)
                .sorted(Comparator.comparing(Losses::state).thenComparingDouble(Losses::worst).reversed())
                .toList();
        return worst.isEmpty()
                ? Verdict.good("hardly any")
                : verdict(worst).facts(worst.stream().limit(SHOWN).map(ErrorsHandler::fact).toList());
    }

    private static Verdict verdict(List<Losses> worst) {
        Losses first = worst.getFirst();
        String more = worst.size() == 1 ? "" : ", and " + Say.count(worst.size() - 1, "other port");
        boolean damaged = first.errors() >= 0.1 && first.errorShare() >= 0.0001;
        return Verdict.of(
                first.state(),
                first.state() == State.BAD ? 600 : damaged ? 400 : 200,
                first.words() + more + ". Try: "
                        + (damaged ? "cable, optics, then duplex." : "a faster link, or find who fills it."));
    }

    private static Fact fact(Losses l) {
        String value = Say.number(l.errors()) + " damaged, " + Say.number(l.discards()) + " thrown away";
        return Fact.seen(l.port().name(), value, "/s", l.port().at());
    }
}
