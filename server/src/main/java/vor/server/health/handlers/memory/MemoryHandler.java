package vor.server.health.handlers.memory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Percents;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** The fullest memory. What a system keeps for speed (caches, buffers) and what it has put on disk is not counted. */
public final class MemoryHandler implements Handler {
    private static final int WORN = 90;
    private static final int BAD = 97;
    private static final List<String> NOT_FREE = List.of("cache", "buffers", "swap", "virtual");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "Memory";
    }

    @Override
    public String legend() {
        return "Green: below 90 %; amber: above; orange: above 97 %. The label: the fullest.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Chassis.class, MemoryHandler::judge);
    }

    private static Verdict judge(Chassis chassis) {
        List<Chassis.Sensor> sensors = Percents.of(chassis, Chassis.Sensor.Kind.MEMORY).stream()
                .filter(MemoryHandler::counts)
                .toList();
        if (sensors.isEmpty()) {
            return Verdict.good("it tells no share of its memory");
        }
        Verdict verdict = judge(sensors.getFirst()).label(Percents.about(sensors.getFirst().value()));
        return verdict.state() == State.GOOD ? verdict : verdict.facts(Percents.facts(sensors, chassis.at()));
    }

    private static boolean counts(Chassis.Sensor sensor) {
        return NOT_FREE.stream().noneMatch(sensor.name().toLowerCase(Locale.ROOT)::contains);
    }

    private static Verdict judge(Chassis.Sensor fullest) {
        String name = Say.word(fullest.name());
        if (fullest.value() >= BAD) {
            return Verdict.of(State.BAD, 500, name + " is full: it may restart by itself. Try: restart it when it suits.");
        }
        return fullest.value() < WORN
                ? Verdict.good("has room")
                : Verdict.of(
                        State.WORN, 300, name + " is more than " + WORN + " % full. Try: see what grows, and plan a restart.");
    }
}
