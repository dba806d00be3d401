package vor.server.health.handlers.power;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Supplies and fans. An empty slot is no fault: many boxes are sold with one. */
public final class PowerHandler implements Handler {
    private static final int SHOWN = 16;

    @Override
    public String name() {
        return "power";
    }

    @Override
    public String title() {
        return "Power and fans";
    }

    @Override
    public String legend() {
        return "Green: supplies and fans work; amber: one is worn; orange: one has failed.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Chassis.class, PowerHandler::judge);
    }

    private static Verdict judge(Chassis chassis) {
        List<Chassis.Part> parts = chassis.parts().stream()
                .filter(p -> p.kind() == Chassis.Part.Kind.SUPPLY || p.kind() == Chassis.Part.Kind.FAN)
                .toList();
        List<String> failed = with(Chassis.Status.FAILED, parts, chassis);
        List<String> worn = with(Chassis.Status.WORN, parts, chassis);
        return verdict(parts, failed, worn).facts(parts.stream().limit(SHOWN).map(PowerHandler::fact).toList());
    }

    private static Verdict verdict(List<Chassis.Part> parts, List<String> failed, List<String> worn) {
        if (!failed.isEmpty()) {
            boolean supply = parts.stream()
                    .anyMatch(p -> p.kind() == Chassis.Part.Kind.SUPPLY && p.status() == Chassis.Status.FAILED);
            return Verdict.of(
                    State.BAD,
                    supply ? 700 : 500,
                    Say.names(failed) + (failed.size() == 1 ? " has" : " have") + " failed. Try: "
                            + (supply ? "its feed, then the supply itself." : "dust and cables in the fan, then another."));
        } else if (!worn.isEmpty()) {
            return Verdict.of(
                    State.WORN,
                    400,
                    Say.names(worn) + (worn.size() == 1 ? " is" : " are") + " not as it should be. Try: feed, seat and dust.");
        }
        return Verdict.good(parts.isEmpty() ? "it tells of no supply or fan" : "supplies and fans work");
    }

    /** Parts, and the fans' sensors where these tell more. */
    private static List<String> with(Chassis.Status status, List<Chassis.Part> parts, Chassis chassis) {
        Stream<String> named = parts.stream().filter(p -> p.status() == status).map(Chassis.Part::name);
        Stream<String> sensed = chassis.sensors().stream()
                .filter(s -> s.kind() == Chassis.Sensor.Kind.FAN && s.status() == status)
                .map(Chassis.Sensor::name);
        return Stream.concat(named, sensed).map(n -> n.isBlank() ? "a part without a name" : n).distinct().toList();
    }

    private static Fact fact(Chassis.Part part) {
        return Fact.of(part.name(), part.status().name().toLowerCase(Locale.ROOT));
    }
}
