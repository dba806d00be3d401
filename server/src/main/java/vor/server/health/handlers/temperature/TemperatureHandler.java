package vor.server.health.handlers.temperature;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Every sensor against the limits that it tells, else against those that its kind can stand. Optics are the business of
 * {@code optics} where they tell their light, but their heat is judged here. */
public final class TemperatureHandler implements Handler {
    private static final int SHOWN = 12;
    private static final Pattern SILICON = Pattern.compile("cpu|asic|pfe|die|chip|core|junction|npu|phy|processor|silicon");
    private static final Comparator<Verdict> WORSE =
            Comparator.comparing(Verdict::state).thenComparingInt(Verdict::score);

    @Override
    public String name() {
        return "temperature";
    }

    @Override
    public String title() {
        return "Temperature";
    }

    @Override
    public String legend() {
        return "Green: within limits; amber: above a limit or too cold; orange: far above, or failed."
                + " The label: the hottest.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Chassis.class, TemperatureHandler::judge);
    }

    private static Verdict judge(Chassis chassis) {
        List<Chassis.Sensor> sensors = chassis.sensors().stream()
                .filter(s -> s.kind() == Chassis.Sensor.Kind.TEMPERATURE && possible(s.value()))
                .sorted(Comparator.comparingDouble((Chassis.Sensor s) -> -over(s)))
                .toList();
        if (sensors.isEmpty()) {
            return Verdict.good("it has no thermometer that it tells of");
        }
        Optional<Chassis.Sensor> hottest = sensors.stream()
                .filter(s -> s.port().isEmpty())
                .max(Comparator.comparingDouble(Chassis.Sensor::value));
        Verdict verdict = sensors.stream().map(TemperatureHandler::judge).max(WORSE).orElseThrow();
        Verdict shown = verdict.label(Say.number(Math.rint(hottest.orElse(sensors.getFirst()).value())) + "°");
        return shown.state() == State.GOOD
                ? shown
                : shown.facts(sensors.stream().limit(SHOWN).map(s -> fact(s, chassis.at())).toList());
    }

    private static Verdict judge(Chassis.Sensor sensor) {
        String is = Say.word(sensor.name()) + " is at about " + Math.round(sensor.value() / 5) * 5 + " °C";
        if (sensor.status() == Chassis.Status.FAILED || over(sensor) > margin(sensor)) {
            return Verdict.of(State.BAD, 800, is + limit(sensor) + ". Try: fans, airflow, then shade or switch off.");
        } else if (over(sensor) > 0 || sensor.status() == Chassis.Status.WORN) {
            return Verdict.of(State.WORN, 500, is + limit(sensor) + ". Try: fans and airflow.");
        } else if (sensor.value() < sensor.low()) {
            return Verdict.of(State.WORN, 300, is + ", below its limit of " + Say.number(sensor.low()) + " °C.");
        }
        return Verdict.good("within its limits");
    }

    private static String limit(Chassis.Sensor sensor) {
        return over(sensor) > 0 ? ", its limit is " + Say.number(high(sensor)) + " °C" : ", and it says that this is wrong";
    }

    /** Beyond this a number is a broken sensor or an empty slot. */
    private static boolean possible(double celsius) {
        return celsius > -60 && celsius < 200 && celsius != 0;
    }

    private static double over(Chassis.Sensor sensor) {
        return sensor.value() - high(sensor);
    }

    private static boolean told(Chassis.Sensor sensor) {
        return sensor.high() > 0 && sensor.high() < 200;
    }

    /** What it can stand for long: silicon more than an optic, and that more than the air in a box. */
    private static double high(Chassis.Sensor sensor) {
        if (told(sensor)) {
            return sensor.high();
        } else if (SILICON.matcher(sensor.name().toLowerCase(Locale.ROOT)).find()) {
            return 90;
        }
        return sensor.port().isEmpty() ? 65 : 72;
    }

    private static double margin(Chassis.Sensor sensor) {
        return told(sensor) ? 10 : 15;
    }

    private static Fact fact(Chassis.Sensor sensor, Instant at) {
        return Fact.seen(sensor.name(), Say.number(Math.rint(sensor.value())), "°C", at);
    }
}
