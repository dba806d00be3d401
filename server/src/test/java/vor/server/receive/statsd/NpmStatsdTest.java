package vor.server.receive.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vor.server.receive.statsd.GraphiteLines.Sent;
import vor.server.receive.statsd.Adding.Histogram;
import vor.server.receive.statsd.Adding.Idle;
import vor.server.receive.statsd.Adding.Limits;
import vor.server.receive.net.Bads;
import vor.testkit.ManualClock;
import vor.wire.statsd.StatsdReader;

/** The same datagrams to npm's statsd 0.9.0 and to ours: what Graphite would get has to be the same, but for how long flushing took and what is told of sending. */
class NpmStatsdTest {
    private static final int LINES = 10_000;
    private static final int LINES_OF_A_FLUSH = 500;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private NpmStatsd npm = NpmStatsd.orSkip();

    @BeforeEach
    void tellsTheSeed() {
        System.out.println("seed " + seed);
    }

    @Test
    void nothingConfigured() throws Exception {
        compare("{}", Adding.standard(), Names.standard());
    }

    @Test
    void modernNamesWithPercentilesHistogramsAndIdleThingsGone() throws Exception {
        Adding settings = new Adding(
                Duration.ofSeconds(7), List.of(90.0, -10.0, 99.9, 100.0, -100.0, 0.5, 150.0, -150.0, -0.1),
                List.of(new Histogram("part1", List.of(0.5, 10.0, 100.25, Double.POSITIVE_INFINITY)), new Histogram("part2", List.of()), new Histogram("", List.of(50.0, 100.0))),
                List.of(), new Idle(true, true, true, true, 3), "me", Limits.standard());
        Names names = new Names(false, "top", "cnt", "", "gauges", "unique", "me", Optional.of("host1"), true, true);
        compare(
                "{\"flushInterval\":7000,\"percentThreshold\":[90,-10,99.9,100,-100,0.5,150,-150,-0.1],\"prefixStats\":\"me\",\"deleteIdleStats\":true,\"gaugesMaxTTL\":3,"
                        + "\"histogram\":[{\"metric\":\"part1\",\"bins\":[0.5,10,100.25,\"inf\"]},{\"metric\":\"part2\",\"bins\":[]},{\"metric\":\"\",\"bins\":[50,100]}],"
                        + "\"graphite\":{\"legacyNamespace\":false,\"globalPrefix\":\"top\",\"prefixCounter\":\"cnt\",\"prefixTimer\":\"\",\"prefixSet\":\"unique\",\"globalSuffix\":\"host1\"}}",
                settings, names);
    }

    @Test
    void keysAsTheyComeAndFewNumbersOfTimers() throws Exception {
        Adding settings = new Adding(
                Duration.ofMillis(2500), List.of(50.0, -5.0), List.of(new Histogram("", List.of(100.0, Double.POSITIVE_INFINITY))),
                List.of("upper_percent", "lower_percent", "count_ps", "histogram"), new Idle(true, false, false, true, 1), "statsd", Limits.standard());
        Names names = new Names(true, "", "", "", "", "", "statsd", Optional.of(""), false, false);
        compare(
                "{\"flushInterval\":2500,\"percentThreshold\":[50,-5],\"keyNameSanitize\":false,\"flush_counts\":false,\"deleteCounters\":true,\"deleteGauges\":true,"
                        + "\"calculatedTimerMetrics\":[\"upper_percent\",\"lower_percent\",\"count_ps\",\"histogram\"],"
                        + "\"histogram\":[{\"metric\":\"\",\"bins\":[100,\"inf\"]}],\"graphite\":{\"globalSuffix\":\"\"}}",
                settings, names);
    }

    @Test
    void managementAnswersWhileLinesComeAndKeysAreDeleted() throws Exception {
        answers("{}", Adding.standard());
    }

    @Test
    void managementAnswersWhereIdleKeysGo() throws Exception {
        answers("{\"deleteIdleStats\":true,\"gaugesMaxTTL\":2,\"percentThreshold\":0}", Feed.with(new Idle(true, true, true, true, 2)));
    }

    /** Whole numbers of seconds, since statsd prints one time and counts by another. */
    @Test
    void theConsoleShowsTheSame() throws Exception {
        NpmStatsd.Steps steps = new NpmStatsd.Steps("{\"backends\":[\"./backends/console\"],\"histogram\":[{\"metric\":\"app1\",\"bins\":[10,\"inf\"]}]}");
        StringBuilder printed = new StringBuilder();
        ConsoleBackend console = new ConsoleBackend(false, line -> printed.append(line).append('\n'), 0);
        Feed feed = new Feed(Feed.with(List.of(90.0), List.of(new Histogram("app1", List.of(10.0, Double.POSITIVE_INFINITY))), List.of()));
        OddLines odd = new OddLines(random);
        Instant now = Feed.START;
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < LINES / 20; j++) {
                byte[] packet = packet(odd, 1);
                steps.packet(packet);
                feed.send(packet);
            }
            steps.flush(now);
            console.flush(feed.flush(), 0);
            printed.append("--\n");
            now = now.plusSeconds(10);
        }
        List<List<String>> theirs = npm.flushed(steps);
        List<List<String>> ours = NpmStatsd.split(printed.toString());
        assertThat(ours).hasSameSizeAs(theirs).hasSize(10);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i)).as("seed %d, flush %d", seed, i).isEqualTo(theirs.get(i));
        }
    }

    private void answers(String configuration, Adding settings) throws Exception {
        NpmStatsd.Steps steps = new NpmStatsd.Steps(configuration);
        ManualClock clock = new ManualClock(Instant.ofEpochSecond(0));
        Work work = work(clock, settings);
        Management management = new Management(clock, new StatsdSettings.Management("127.0.0.1", 0, true, List.of(), List.of()), () -> work);
        OddLines odd = new OddLines(random);
        List<String> ours = new ArrayList<>();
        clock.advance(Duration.ofSeconds(Feed.START.getEpochSecond()));
        for (int sent = 0; sent < LINES; ) {
            int lines = 1 + random.nextInt(5);
            byte[] packet = packet(odd, lines);
            steps.packet(packet);
            work.sums().begin();
            work.sums().datagram(packet, packet.length, () -> "somebody");
            work.sums().end();
            if (random.nextInt(40) == 0) {
                String command = command();
                steps.command(command);
                List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
                ours.add(management.answer(words.removeFirst(), words));
            }
            if (sent / LINES_OF_A_FLUSH != (sent + lines) / LINES_OF_A_FLUSH) {
                clock.advance(Duration.ofSeconds(10));
                steps.flush(clock.now());
                work.flush();
                ours.add("");
            }
            sent += lines;
        }
        List<List<String>> theirs = npm.flushed(steps);
        assertThat(theirs).hasSameSizeAs(ours);
        int compared = 0;
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).isEmpty()) {
                compared++;
                assertThat(timeless(List.of(ours.get(i).split("\n")))).as("seed %d, answer %d", seed, i).isEqualTo(timeless(theirs.get(i)));
            }
        }
        System.out.println("the same: " + compared + " answers");
    }

    private Work work(ManualClock clock, Adding settings) {
        StatsdSettings all = StatsdSettings.at(new Ear.Udp("127.0.0.1", 0), settings);
        Outlet.Graphite nowhere = new Outlet.Graphite("", 2003, false, Names.standard(), 1);
        return new Work(
                clock, StatsdServer.NO_EVENTS, all, Map.of(nowhere, new GraphiteBackend(nowhere, settings.interval(), clock)), line -> {},
                (repeaters, tally) -> new Sums(clock, new Bads(clock), new LongAdder(), new LongAdder(), all, repeaters, tally, line -> {}));
    }

    private String command() {
        String key = random.nextInt(4) == 0 ? "statsd.packets_received" : "app" + random.nextInt(30) + ".part" + random.nextInt(3);
        String some = random.nextInt(3) == 0 ? key.substring(0, key.indexOf('.')) + ".*" : key;
        String delete = List.of("delcounters", "deltimers", "delgauges").get(random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0 -> List.of("help", "health", "health down", "health UP", "health sideways", "what", "Stats", "").get(random.nextInt(8));
            case 1, 2 -> "stats";
            case 3 -> delete + " " + some;
            case 4 -> delete + " " + some + "  nobody.knows.this web.*";
            case 5 -> "counters";
            case 6 -> "timers";
            default -> "gauges";
        };
    }

    /** Without what is told of times and of sending, which nobody does here. */
    private static List<String> timeless(List<String> answer) {
        return answer.stream().filter(l -> !l.startsWith("uptime: ") && !l.contains(".last_") && !l.startsWith("graphite.flush_") && !l.isEmpty()).toList();
    }

    private void compare(String configuration, Adding settings, Names names) throws Exception {
        NpmStatsd.Steps steps = new NpmStatsd.Steps(configuration);
        StatsdReader reader = new StatsdReader(names.tidy());
        Aggregates aggregates = new Aggregates(settings);
        OddLines odd = new OddLines(random);
        List<List<String>> ours = new ArrayList<>();
        Instant now = Feed.START;
        for (int sent = 0; sent < LINES; ) {
            int lines = 1 + random.nextInt(5);
            byte[] packet = random.nextInt(200) == 0 ? odd.ending() : packet(odd, lines);
            steps.packet(packet);
            reader.read(packet, 0, packet.length, aggregates);
            if (sent / LINES_OF_A_FLUSH != (sent + lines) / LINES_OF_A_FLUSH) {
                now = now.plus(settings.interval()).plusMillis(random.nextInt(1500));
                steps.flush(now);
                ours.add(lines(aggregates.flush(now), names, now));
            }
            sent += lines;
        }
        List<List<String>> theirs = npm.flushed(steps);
        assertThat(theirs).hasSameSizeAs(ours).hasSizeGreaterThanOrEqualTo(LINES / LINES_OF_A_FLUSH);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(comparable(ours.get(i))).as("seed %d, flush %d", seed, i).isEqualTo(comparable(theirs.get(i)));
        }
        System.out.println("the same: " + ours.stream().mapToInt(List::size).sum() + " lines of " + ours.size() + " flushes");
    }

    private static byte[] packet(OddLines odd, int lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < lines; i++) {
            out.writeBytes(odd.line());
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static List<String> lines(Flush flush, Names names, Instant now) {
        StringBuilder out = new StringBuilder();
        GraphiteLines graphite = new GraphiteLines(names);
        GraphiteLines.To to = (name, value, second) -> GraphiteLines.append(out, name, value, second);
        graphite.metrics(flush, to);
        graphite.own(flush, 0, 0, to);
        graphite.sent(new Sent(0, 0, 0, 0), Math.round(now.toEpochMilli() / 1000.0), to);
        return List.of(out.toString().split("\n"));
    }

    /** Sorted, since objects of JavaScript tell keys that are whole numbers first; numbers of our own doing are left out, their names are not. */
    private static List<String> comparable(List<String> lines) {
        return lines.stream()
                .map(l -> l.contains("graphiteStats.") || l.contains("processing_time") ? l.substring(0, l.lastIndexOf(' ', l.lastIndexOf(' ') - 1)) : l)
                .sorted()
                .toList();
    }
}
