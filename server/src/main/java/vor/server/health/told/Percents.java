package vor.server.health.told;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import vor.model.Chassis;
import vor.model.Fact;

/** Sensors that tell a share of something that can be full. */
public final class Percents {
    private static final int SHOWN = 12;

    private Percents() {}

    /** Those of one kind that tell a percentage that can be, the highest first; what belongs to a port is left out. */
    public static List<Chassis.Sensor> of(Chassis chassis, Chassis.Sensor.Kind kind) {
        return chassis.sensors().stream()
                .filter(s -> s.kind() == kind && s.unit().equals("%") && s.port().isEmpty())
                .filter(s -> s.value() >= 0 && s.value() <= 100)
                .sorted(Comparator.comparingDouble(Chassis.Sensor::value).reversed())
                .toList();
    }

    /** To the next five, so that words and labels stay while the number moves a little. */
    public static String about(double percent) {
        return Math.round(percent / 5) * 5 + " %";
    }

    public static List<Fact> facts(List<Chassis.Sensor> sensors, Instant at) {
        return sensors.stream()
                .limit(SHOWN)
                .map(s -> Fact.seen(s.name(), Say.number(Math.rint(s.value())), "%", at))
                .toList();
    }
}
