package vor.server.health.handlers.cpu;

import java.time.Instant;
import java.util.List;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Percents;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** The busiest processor. Never orange: switches are often at their limit for a moment, not least while they are asked. */
public final class CpuHandler implements Handler {
    private static final int WORN = 85;

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String title() {
        return "CPU";
    }

    @Override
    public String legend() {
        return "Green: below 85 %; amber: above. The label: the busiest.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Chassis.class, CpuHandler::judge);
    }

    private static Verdict judge(Chassis chassis) {
        List<Chassis.Sensor> sensors = Percents.of(chassis, Chassis.Sensor.Kind.CPU);
        if (sensors.isEmpty()) {
            return Verdict.good("it tells no load of its processors");
        }
        Verdict verdict = judge(sensors.getFirst()).label(Percents.about(sensors.getFirst().value()));
        return verdict.state() == State.GOOD ? verdict : verdict.facts(Percents.facts(sensors, chassis.at()));
    }

    private static Verdict judge(Chassis.Sensor busiest) {
        return busiest.value() < WORN
                ? Verdict.good("has time")
                : Verdict.of(
                        State.WORN,
                        (int) (3 * busiest.value()),
                        Say.word(busiest.name()) + " is busy for more than " + WORN
                                + " %. Try: see with what, and who asks it so often.");
    }
}
