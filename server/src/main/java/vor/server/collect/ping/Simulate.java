package vor.server.collect.ping;

import java.util.Locale;
import vor.model.Clock;

/**
 * False alarms in virtual time, from the command line:
 * {@code --targets 10000 --hours 24 --loss random:0.01 --setting 0.1 --devices 5000 --seed 1 --json}.
 */
public final class Simulate {
    private int targets = 10_000;
    private int devices = -1;
    private double hours = 24;
    private String loss = "random:0.01";
    private double setting = PingSettings.DEFAULT.falseDownsPerDay();
    private long seed = 1;
    private boolean json;

    private Simulate() {}

    public static void main(String[] arguments) {
        Simulate simulate = new Simulate();
        try {
            simulate.read(arguments);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println("simulate: " + e.getMessage()
                    + "; known: --targets N --devices N --hours H --loss none|random:P|bunch:P:MSms --setting D --seed S --json");
            System.exit(2);
        }
        simulate.run();
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--targets" -> targets = Integer.parseInt(arguments[++i]);
                case "--devices" -> devices = Integer.parseInt(arguments[++i]);
                case "--hours" -> hours = Double.parseDouble(arguments[++i]);
                case "--loss" -> loss = arguments[++i];
                case "--setting" -> setting = Double.parseDouble(arguments[++i]);
                case "--seed" -> seed = Long.parseLong(arguments[++i]);
                case "--json" -> json = true;
                default -> throw new IllegalArgumentException("unknown argument " + arguments[i]);
            }
        }
        devices = devices < 0 ? targets / 2 : devices;
        LossModel.parse(loss, new java.util.SplittableRandom(seed));
    }

    private void run() {
        Clock clock = Clock.system();
        long begin = clock.nanos();
        FalseAlarmSimulation simulation =
                new FalseAlarmSimulation(Deciding.DEFAULT, targets, (long) (hours * 3600e9), loss, setting, seed);
        FalseAlarmSimulation.Result result = simulation.run(devices);
        System.out.println(json ? json(result, (clock.nanos() - begin) / 1e9) : FalseAlarmSimulation.summary(result));
    }

    private String json(FalseAlarmSimulation.Result r, double seconds) {
        return String.format(
                Locale.ROOT,
                "{\"targets\":%d,\"devices\":%d,\"hours\":%s,\"loss\":\"%s\",\"setting\":%s,\"seed\":%d,"
                        + "\"false_downs\":%d,\"silences\":%d,\"echoes\":%d,"
                        + "\"suspect_p50_ms\":%.1f,\"suspect_p99_ms\":%.1f,"
                        + "\"down_p50_ms\":%.1f,\"down_p99_ms\":%.1f,\"down_max_ms\":%.1f,\"seconds\":%.1f}",
                targets, devices, hours, loss, setting, seed, r.falseDowns(), r.silences(), r.echoes(),
                r.suspectMillis(0.5), r.suspectMillis(0.99), r.downMillis(0.5), r.downMillis(0.99), r.downMillis(1),
                seconds);
    }
}
