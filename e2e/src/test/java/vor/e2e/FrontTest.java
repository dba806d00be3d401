package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vor.lab.Plan;
import vor.lab.TrapTarget;
import vor.model.Device;
import vor.outside.Api;
import vor.outside.Checkout;
import vor.outside.Deadline;

/** What boxes tell of themselves: members of bundles and stacks, who fell silent together, who is plugged in where. */
@OnTheGround
final class FrontTest {
    private static final Duration QUIET = Duration.ofSeconds(12);
    private static final String WITH = "fell silent with";

    @Test
    void aLostMemberOfABundleIsNamedByPollsAndSoonerByATrap(Ground ground) {
        Watch watch = ground.watch();
        Duration poll = lost(ground, watch, "e30-1", "ge-0/0/45");
        ground.lab().traps(new TrapTarget(Ground.MONITOR, Ground.TRAPS));
        try {
            Duration trap = lost(ground, watch, "e31-1", "ge-0/0/46");
            System.out.println("a lost member was named after " + poll.toMillis() + " ms by polls, " + trap.toMillis() + " ms by a trap");
            assertThat(ground.server().api().get("/picture/e31-1").text()).contains("linkDown trap");
        } finally {
            ground.lab().noTraps();
        }
        ground.lab().heal("e30-1", "e31-1");
        watch.live().awaitState("e30-1", "good", Ground.START);
        watch.live().awaitState("e31-1", "good", Ground.START);
        assertThat(watch.everIn("down")).isEmpty();
    }

    private static Duration lost(Ground ground, Watch watch, String device, String port) {
        Instant given = Instant.now();
        ground.lab().boxes().losePort(device, port);
        watch.live().await(Ground.START, () -> device + " has lost " + port, live -> live.why(device).contains(port));
        return Duration.between(given, Instant.now());
    }

    @Test
    void aLostMemberOfAStackIsNamedWhileTheStackAndAllBelowItStayUp(Ground ground) {
        Watch watch = ground.watch();
        try (Tags tags = new Tags(ground, "distro6", Ground.QUICK)) {
            ground.lab().boxes().loseMember("distro6", 2);
            watch.live().await(Ground.START, () -> "member 2 is lost, not " + watch.live().why("distro6"),
                    live -> live.why("distro6").startsWith("member 2 is lost"));
            ground.lab().heal("distro6");
            watch.live().awaitState("distro6", "good", Ground.START);
        }
        assertThat(watch.everIn("down")).isEmpty();
    }

    @Test
    void aCutPhaseIsNamedByAllThatHangOnIt(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().cut("phase:l2");
        Set<String> red = reasonably(ground, "phase:l2");
        watch.live().await(Ground.START, () -> "all on phase l2 say so; not so: " + unshared(watch, red),
                live -> unshared(watch, red).isEmpty());
        assertThat(watch.live().why(red.iterator().next())).contains(" others on phase l2: look there first.");
        ground.lab().heal("all");
        watch.live().awaitAllGood(Ground.START);
    }

    private static Set<String> unshared(Watch watch, Set<String> devices) {
        return devices.stream()
                .filter(d -> !shared(watch, d).endsWith(" on phase l2"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shared(Watch watch, String device) {
        return Objects.requireNonNull(watch.live().health().get(device)).fact(WITH);
    }

    /** Those that are not only behind others. */
    private static Set<String> reasonably(Ground ground, String tag) {
        var inventory = ground.lab().plan().inventory();
        return inventory.tagged(tag).stream()
                .flatMap(id -> inventory.device(id).stream())
                .filter(d -> inventory.above(d.id()).stream().noneMatch(a -> inventory.device(a).orElseThrow().tags().contains(tag)))
                .map(Device::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void twelveRandomCutsHaveNothingInCommon(Ground ground) {
        Watch watch = ground.watch();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<String> switches = new ArrayList<>(ground.lab().plan().inventory().devices().stream()
                .filter(d -> d.tags().contains("access"))
                .map(Device::name)
                .toList());
        Collections.shuffle(switches, new Random(seed));
        List<String> cut = switches.subList(0, 12);
        ground.lab().cut(cut.toArray(String[]::new));
        watch.live().await(Ground.START, () -> "all have a cause",
                live -> cut.stream().allMatch(d -> live.why(d).contains("power or cable")));
        watch.lookOn(Duration.ofSeconds(4));
        cut.forEach(d -> assertThat(shared(watch, d)).as(d).isEmpty());
        cut.forEach(d -> assertThat(watch.live().why(d)).as(d).doesNotContain(WITH));
        ground.lab().heal(cut.toArray(String[]::new));
        watch.live().awaitAllGood(Ground.START);
    }

    @Test
    void aSwitchIsSafeToRemoveOnceNobodyWasThereForItsTime(Ground ground) {
        try (Tags tags = new Tags(ground, "e33-2", Ground.QUICK, "quiet:" + QUIET.toSeconds() + "s"); Api api = ground.server().api()) {
            Deadline.until(Ground.START, () -> "in use", () -> remove(api, "e33-2").path("why").asString("").startsWith("in use"));
            ground.lab().boxes().visitors("e33-2", false);
            Deadline.until(Ground.START, () -> "not yet", () -> remove(api, "e33-2").path("why").asString("").startsWith("not yet"));
            long left = remove(api, "e33-2").path("facts").path(0).path("at").asLong();
            assertThat(System.currentTimeMillis()).as("it was told in time").isLessThan(left + QUIET.toMillis());
            Deadline.until(Ground.START, () -> "safe", () -> remove(api, "e33-2").path("label").asString("").equals("safe"));
            long after = System.currentTimeMillis() - left;
            System.out.println("safe to remove " + after + " ms after the last client, its time is " + QUIET.toMillis());
            assertThat(after).isGreaterThanOrEqualTo(QUIET.toMillis());
            ground.lab().boxes().visitors("e33-2", true);
            Deadline.until(Ground.START, () -> "in use again", () -> remove(api, "e33-2").path("why").asString("").startsWith("in use"));
        }
    }

    private static JsonNode remove(Api api, String device) {
        return api.get("/health/" + device).body().path("verdicts").path("remove");
    }

    /* Where the visitor is, is read from the agent by another program than ours. */
    @Test
    void aVisitorIsFoundByMacAtThePortWhereItIsPluggedIn(Ground ground) {
        Station visitor = new Stations(ground, "e34-3").client();
        try (Api api = ground.server().api()) {
            Deadline.until(Ground.START, () -> "it is found", () -> !api.get("/where/" + visitor.mac).body().path("found").isEmpty());
            JsonNode first = api.get("/where/" + visitor.mac).body().path("found").path(0);
            assertThat(first.path("device").asString()).isEqualTo("e34-3");
            assertThat(first.path("port").asString()).isEqualTo(visitor.port);
            assertThat(first.path("edge").asBoolean()).isTrue();
        }
    }

    private record Station(String mac, String port) {}

    /** The forwarding table of a switch as net-snmp reads it. */
    private record Stations(Ground ground, String device) {
        private static final Pattern ROW = Pattern.compile("(?m)^\\.?([0-9.]+) = \\w+: \"?([^\"\n]+)\"?$");

        Station client() {
            Map<String, String> interfaces = column("1.3.6.1.2.1.17.1.4.1.2");
            Map<String, String> names = column("1.3.6.1.2.1.31.1.1.1.1");
            return column("1.3.6.1.2.1.17.7.1.2.2.1.2").entrySet().stream()
                    .map(e -> new Station(mac(e.getKey()), port(names.getOrDefault(interfaces.getOrDefault(e.getValue(), ""), ""))))
                    .filter(s -> s.port.startsWith("ge-"))
                    .findFirst()
                    .orElseThrow();
        }

        private Map<String, String> column(String oid) {
            String address = ground.lab().plan().inventory().device(device).orElseThrow().addresses().getFirst();
            String said = Checkout.run(Checkout.root(), List.of("snmpbulkwalk", "-v2c", "-c", Plan.COMMUNITY, "-On", address, oid));
            return ROW.matcher(said).results().collect(Collectors.toMap(r -> index(r, oid), r -> r.group(2), (a, b) -> a));
        }

        /* Stations are learned on units, cables are plugged into ports. */
        private static String port(String unit) {
            return unit.replaceAll("\\.0$", "");
        }

        private static String index(MatchResult row, String oid) {
            return row.group(1).substring(oid.length() + 1);
        }

        /** @param index table and six bytes */
        private static String mac(String index) {
            String[] parts = index.split("\\.", -1);
            List<String> bytes = new ArrayList<>();
            for (int i = parts.length - 6; i < parts.length; i++) {
                bytes.add(String.format("%02x", Integer.parseInt(parts[i])));
            }
            return String.join(":", bytes);
        }
    }

    /** Tags that a device has until this is closed. */
    private static final class Tags implements AutoCloseable {
        private final Ground ground;
        private final Device device;

        Tags(Ground ground, String name, String... more) {
            this.ground = ground;
            device = ground.lab().plan().inventory().device(name).orElseThrow();
            Set<String> all = new TreeSet<>(device.tags());
            all.addAll(List.of(more));
            put(all);
        }

        private void put(Set<String> tags) {
            String list = tags.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(","));
            try (Api api = ground.server().api()) {
                Api.Reply reply = api.send("PATCH", "/devices/" + device.name(), "{\"tags\":[" + list + "]}");
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            }
        }

        @Override
        public void close() {
            put(device.tags());
        }
    }
}
