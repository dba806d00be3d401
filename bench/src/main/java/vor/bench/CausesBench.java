package vor.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vor.lab.Lab;
import vor.lab.Plan;
import vor.lab.TrapTarget;
import vor.model.Device;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.LiveReader;

/**
 * Is the cause that Vor names the true one? Random mishaps in the practice network, several at a time in different places,
 * while agents answer at once, late, or from a cache, with traps and without. The clock starts before the command is given.
 */
final class CausesBench implements Bench {
    private static final int DEVICES = 191;
    private static final int TRAPS_PORT = 1162;
    /* Longer than the longest span after which something becomes certain, and than the minute of boot:1m. */
    private static final Duration WATCH = Duration.ofSeconds(84);
    private static final Duration WELL = Duration.ofSeconds(150);
    /* So that paths are no longer young when the first mishap comes. */
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final int MEMBERS = 10;

    private static final Map<Mishap.Kind, Integer> FULL = new EnumMap<>(Map.of(
            Mishap.Kind.CUT, 17, Mishap.Kind.ADMIN_DOWN, 8, Mishap.Kind.HANG, 9, Mishap.Kind.REBOOT, 9,
            Mishap.Kind.UNCONFIGURED, 4, Mishap.Kind.MUTE, 4));
    private static final Map<Mishap.Kind, Integer> SHORT = new EnumMap<>(Map.of(
            Mishap.Kind.CUT, 4, Mishap.Kind.ADMIN_DOWN, 2, Mishap.Kind.HANG, 2, Mishap.Kind.REBOOT, 1,
            Mishap.Kind.UNCONFIGURED, 1, Mishap.Kind.MUTE, 1));

    @Override
    public String name() {
        return "causes";
    }

    @Override
    public String about() {
        return "the cause that is named against the true one, agents slow and cached, traps on and off";
    }

    @Override
    public void measure(Run run) {
        CausesReport report = new CausesReport(run);
        for (Variant variant : Variant.chosen()) {
            try {
                measure(run, variant, report);
            } catch (AssertionError | RuntimeException e) {
                report.failed(variant, e);
            }
        }
        report.write();
    }

    private static void measure(Run run, Variant variant, CausesReport report) {
        long seed = System.nanoTime();
        run.step(variant.name() + ": " + variant.words() + ", seed " + seed);
        Stolen host = Stolen.fromNow();
        try (Stand stand = Stand.of(run, DEVICES)) {
            stand.server().asking(Plan.COMMUNITY).hearing("198.18.0.2:" + TRAPS_PORT).start();
            Lab lab = stand.lab();
            CauseLog log = new CauseLog(lab.plan().inventory());
            MemberLosses members = new MemberLosses();
            try (LiveReader live = new LiveReader(stand.server(), frame -> {
                        log.frame(frame);
                        members.frame(frame);
                    })) {
                begin(stand, variant, live);
                Set<String> used = waves(run, variant, lab, log, live, new Random(seed));
                report.add(variant, log, lab.trapsSent(), lab.plan().inventory());
                report.stolen(variant, host.percent());
                if (variant.agents() == Variant.Agents.AT_ONCE) {
                    report.members(variant, members.measure(lab, new Random(seed), others(lab, used, seed)));
                }
            }
        }
    }

    private static void begin(Stand stand, Variant variant, LiveReader live) {
        habits(stand.lab(), variant);
        if (variant.traps()) {
            stand.lab().traps(new TrapTarget("198.18.0.2", TRAPS_PORT));
        }
        try (Api api = stand.server().api()) {
            quickToBoot(api, stand.lab());
            live.awaitAllUp(Stand.SETTLE);
            Deadline.until(WELL, () -> "all stacks and the core have told their ports", () -> portsAreKnown(api, stand.lab()));
        }
        Deadline.pause(SETTLE);
    }

    private static void habits(Lab lab, Variant variant) {
        lab.boxes().agent("all", variant.agents().habit);
    }

    /** A switch that is back for a minute and silent has lost its configuration: four are too long to wait for. */
    private static void quickToBoot(Api api, Lab lab) {
        List<String> switches = new ArrayList<>();
        for (Device d : tagged(lab, "access")) {
            List<String> tags = Stream.concat(d.tags().stream(), Stream.of("boot:1m")).map(t -> "\"" + t + "\"").toList();
            switches.add("{\"name\":\"" + d.name() + "\",\"tags\":[" + String.join(",", tags) + "]}");
        }
        Api.Reply reply = api.send("PATCH", "/devices", "[" + String.join(",", switches) + "]");
        if (reply.status() != 200) {
            throw new IllegalStateException("the tags could not be set: " + reply.text());
        }
    }

    private static List<Device> tagged(Lab lab, String tag) {
        return lab.plan().inventory().devices().stream().filter(d -> d.tags().contains(tag)).toList();
    }

    private static boolean portsAreKnown(Api api, Lab lab) {
        JsonNode devices = api.get("/picture").body().path("devices");
        return lab.plan().inventory().devices().stream()
                .filter(d -> !d.tags().contains("access"))
                .allMatch(d -> !devices.path(d.name()).path("ports").path("ports").isEmpty());
    }

    /** @return who had a mishap */
    private static Set<String> waves(Run run, Variant variant, Lab lab, CauseLog log, LiveReader live, Random random) {
        Set<String> used = new HashSet<>();
        for (int i = 1, most = Run.either(2, 1); i <= most; i++) {
            Wave wave = new Wave(lab, random, used, Run.quick() ? SHORT : FULL);
            log.open(wave.mishaps());
            wave.roll(WATCH);
            log.close();
            lab.healAll();
            habits(lab, variant);
            live.await(WELL, () -> "all answer, echoes and SNMP; not so: " + ill(live), now -> ill(now).isEmpty());
            Deadline.pause(variant.agents().settle);
            run.step(variant.name() + ": wave " + i + " of " + most + ", false downs so far: " + log.falseDowns().size());
        }
        return used;
    }

    /* Light that was told while a stack was dark, and restarts, are spoken of for minutes: these do not matter here. */
    private static Map<String, String> ill(LiveReader live) {
        Map<String, String> ill = live.notGood();
        ill.values().removeIf(s -> (s.startsWith("worn") || s.startsWith("bad")) && !s.contains("agent is silent") && !s.contains("Goes down"));
        return ill;
    }

    /* A switch that has just restarted has something worse to say than that a member is lost. */
    private static List<String> others(Lab lab, Set<String> used, long seed) {
        List<String> names = new ArrayList<>(tagged(lab, "access").stream().map(Device::name).toList());
        names.removeAll(used);
        Collections.shuffle(names, new Random(seed));
        return names.subList(0, MEMBERS);
    }
}
