package vor.server.health.handlers.optics;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Light of the optics of ports that are up, against the limits that they tell. Without limits only so little light is minded
 * that hardly any optic hears it. A port that is down is dark by right. */
public final class OpticsHandler implements Handler {
    /** Once at the slow cadence, and a little. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(6);

    private static final int SHOWN = 12;

    /** dBm that hardly any optic hears. */
    private static final double DARK = -24;

    private static final Comparator<Verdict> WORSE =
            Comparator.comparing(Verdict::state).thenComparingInt(Verdict::score);

    @Override
    public String name() {
        return "optics";
    }

    @Override
    public String title() {
        return "Optics";
    }

    @Override
    public String legend() {
        return "Green: light within limits; amber: too little or too much;"
                + " orange: far too little, or the optic says that it has failed.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Chassis.class, chassis -> judge(lit(chassis, device, picture, now), chassis.at()));
    }

    private static List<Chassis.Sensor> lit(Chassis chassis, Device device, Picture picture, Instant now) {
        return chassis.sensors().stream()
                .filter(s -> s.kind() == Chassis.Sensor.Kind.LIGHT && !s.port().isEmpty() && Double.isFinite(s.value()))
                .filter(s -> picture.ports(device.id()).flatMap(p -> p.port(s.port())).filter(p -> isLit(p, now)).isPresent())
                .toList();
    }

    /** Light is read seldom: that of a port which has only just come up is still the darkness of before. */
    private static boolean isLit(Port port, Instant now) {
        return port.up() && port.upAt().filter(up -> up.isAfter(now.minus(READ_AGAIN))).isEmpty();
    }

    private static Verdict judge(List<Chassis.Sensor> lit, Instant at) {
        if (lit.isEmpty()) {
            return Verdict.good("no optic of a live port tells its light");
        }
        List<Chassis.Sensor> worst = lit.stream()
                .filter(s -> judge(s).state() != State.GOOD)
                .sorted(Comparator.comparing((Chassis.Sensor s) -> judge(s), WORSE).reversed())
                .toList();
        return worst.isEmpty()
                ? Verdict.good("light within limits")
                : judge(worst.getFirst()).facts(worst.stream().limit(SHOWN).map(s -> fact(s, at)).toList());
    }

    private static Verdict judge(Chassis.Sensor s) {
        String is = Say.word(s.name()) + " of " + Say.word(s.port()) + " is at " + Say.number(s.value()) + " " + Say.word(s.unit());
        double low = low(s);
        if (s.status() == Chassis.Status.FAILED || (s.unit().equals("dBm") && s.value() < low - 3)) {
            return Verdict.of(State.BAD, 500, is + ", far too little or failed. Try: clean the fibre, then another optic.");
        } else if (s.value() < low) {
            return Verdict.of(State.WORN, 400, is + ", less than " + Say.number(low) + ". Try: clean the fibre and its plugs.");
        } else if (s.value() > s.high()) {
            return Verdict.of(
                    State.WORN, 350, is + ", more than " + Say.number(s.high()) + ". Try: an attenuator, or another optic.");
        } else if (s.status() == Chassis.Status.WORN) {
            return Verdict.of(State.WORN, 300, is + ", and it says that this is wrong. Try: clean the fibre and its plugs.");
        }
        return Verdict.good("light within limits");
    }

    private static Fact fact(Chassis.Sensor s, Instant at) {
        return Fact.seen(s.port() + " " + s.name(), Say.number(s.value()), s.unit(), at);
    }

    private static double low(Chassis.Sensor sensor) {
        return Double.isFinite(sensor.low()) || !sensor.unit().equals("dBm") ? sensor.low() : DARK;
    }
}
