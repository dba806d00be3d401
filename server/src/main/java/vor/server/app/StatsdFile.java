package vor.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import vor.server.receive.statsd.Adding;
import vor.server.receive.statsd.Ear;
import vor.server.receive.statsd.Names;
import vor.server.receive.statsd.Outlet;
import vor.server.receive.statsd.StatsdSettings;
import vor.server.receive.statsd.StatsdSettings.Management;
import vor.server.receive.statsd.StatsdSettings.Tally;
import vor.server.receive.statsd.StatsdSettings.Watching;
import vor.wire.statsd.Numbers;
import vor.wire.statsd.Script;
import vor.wire.statsd.ScriptException;
import vor.wire.statsd.ScriptReader;

/** Reads the configuration of npm's statsd 0.9.0: every option that it knows is honoured, or it is said that it is not. */
final class StatsdFile {
    private static final long MOST_BYTES = 1 << 20;
    private static final double LONGEST_FLUSH = 86_400_000;
    private static final int MOST_TARGETS = 16;

    /** A process of its own may hold more than a part of Vor. */
    private static final Adding.Limits LIMITS = new Adding.Limits(250_000, 4_000_000, 128_000_000);

    private final ScriptSection top;
    private final Map<String, Script> config;
    private final List<String> remarks = new ArrayList<>();

    /**
     * What a configuration says.
     *
     * @param remarks what is not as statsd would have it, a line each
     * @param reloads whether it counts anew when the file changes
     */
    record Program(StatsdSettings settings, boolean reloads, boolean debug, List<String> remarks) {}

    private StatsdFile(ScriptSection top, Map<String, Script> config) {
        this.top = top;
        this.config = new LinkedHashMap<>(config);
    }

    /**
     * @param receiveBuffer bytes that the kernel is asked for
     * @throws IOException when the file cannot be read
     */
    static Program read(Path path, int receiveBuffer) throws IOException, ConfigException {
        if (Files.size(path) > MOST_BYTES) {
            throw new ConfigException(List.of(new ConfigProblem(path.toString(), 0, 0, "", "the file has more than " + MOST_BYTES + " bytes")));
        }
        return read(path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8), receiveBuffer);
    }

    static Program read(String file, String text, int receiveBuffer) throws ConfigException {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<String, Script> fields = Map.of();
        try {
            Script script = ScriptReader.read(text);
            if (script instanceof Script.Fields f) {
                fields = f.fields();
            } else {
                problems.add(new ConfigProblem(file, script.at().line(), script.at().column(), "", "expected an object: { port: 8125, … }"));
            }
        } catch (ScriptException e) {
            problems.add(new ConfigProblem(file, e.at().line(), e.at().column(), "", String.valueOf(e.getMessage())));
        }
        Program program = problems.isEmpty() ? new StatsdFile(new ScriptSection(file, "", fields, problems), fields).read(receiveBuffer) : null;
        if (program == null || !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return program;
    }

    private Program read(int receiveBuffer) {
        Adding adding = adding();
        boolean tidy = top.truth("keyNameSanitize", true);
        List<Ear> ears = ears();
        List<Outlet> outlets = outlets(tidy);
        Watching watching = new Watching(top.truth("dumpMessages"), tally());
        Management management = management(adding, outlets);
        boolean debug = top.truth("debug");
        boolean reloads = top.truth("automaticConfigReload", true);
        odds();
        return new Program(
                new StatsdSettings(ears, StatsdSettings.MOST_CONNECTIONS, receiveBuffer, tidy, adding, outlets, Optional.of(management), watching), reloads, debug, List.copyOf(remarks));
    }

    private Adding adding() {
        double interval = top.number("flushInterval", 1, LONGEST_FLUSH).orElse(10_000);
        put("gaugesMaxTTL", new Script.Number(ttl(), new Script.Place(0, 0)));
        config.putIfAbsent("deleteIdleStats", bool(false));
        boolean idle = top.truth("deleteIdleStats");
        boolean counters = deletes("deleteCounters", idle);
        boolean timers = deletes("deleteTimers", idle);
        boolean sets = deletes("deleteSets", idle);
        boolean gauges = deletes("deleteGauges", idle);
        put("flushInterval", new Script.Number(interval, new Script.Place(0, 0)));
        return new Adding(
                Duration.ofNanos(Math.max(1_000_000, Math.round(interval) * 1_000_000)), percentiles(), histograms(), timerNumbers(),
                new Adding.Idle(counters, timers, sets, gauges, ttl()), top.written("prefixStats").orElse("statsd"), LIMITS);
    }

    private int ttl() {
        OptionalDouble ttl = top.number("gaugesMaxTTL", -Double.MAX_VALUE, Integer.MAX_VALUE);
        return ttl.isPresent() && ttl.getAsDouble() > 1 && ttl.getAsDouble() == Math.rint(ttl.getAsDouble()) ? (int) ttl.getAsDouble() : 1;
    }

    private boolean deletes(String key, boolean idle) {
        if (idle) {
            config.putIfAbsent(key, bool(true));
        }
        return top.truth(key, idle);
    }

    private static Script bool(boolean value) {
        return new Script.Truth(value, new Script.Place(0, 0));
    }

    /** A key that is there keeps its place. */
    private void put(String key, Script value) {
        config.put(key, value);
    }

    /** A single 0 is 90 in statsd, as it is false; in an array it is 0. */
    private List<Double> percentiles() {
        if (!top.truth("percentThreshold")) {
            return List.of(90.0);
        }
        Script value = config.get("percentThreshold");
        List<Script> all = value instanceof Script.Many many ? many.items() : value == null ? List.of() : List.of(value);
        List<Double> percentiles = new ArrayList<>();
        for (Script one : all) {
            OptionalDouble percentile = ScriptSection.number(one);
            if (percentile.isPresent() && Double.isFinite(percentile.getAsDouble())) {
                percentiles.add(percentile.getAsDouble());
            } else {
                top.problem(one, "percentThreshold", "expected numbers, such as 90 or [50, 90, -10]");
            }
        }
        return percentiles;
    }

    private List<Adding.Histogram> histograms() {
        List<Adding.Histogram> histograms = new ArrayList<>();
        for (ScriptSection section : top.sections("histogram")) {
            List<Double> bins = new ArrayList<>();
            for (Script bin : section.items("bins")) {
                if (bin instanceof Script.Text t && t.value().equals("inf")) {
                    bins.add(Double.POSITIVE_INFINITY);
                } else {
                    ScriptSection.number(bin).ifPresentOrElse(bins::add, () -> section.problem(bin, "bins", "expected numbers, and 'inf' as the last"));
                }
            }
            histograms.add(new Adding.Histogram(section.written("metric").orElse(""), bins));
        }
        return histograms;
    }

    private List<String> timerNumbers() {
        return top.items("calculatedTimerMetrics").stream().map(Script::text).toList();
    }

    private List<Ear> ears() {
        if (!top.has("servers") || !top.truth("servers")) {
            return List.of(ear(top));
        }
        List<Ear> ears = top.sections("servers").stream().map(this::ear).toList();
        if (ears.isEmpty()) {
            top.fault("servers", "name at least one server, or take this out");
            return List.of(new Ear.Udp("0.0.0.0", StatsdSettings.PORT));
        }
        return ears;
    }

    private Ear ear(ScriptSection server) {
        String kind = server.text("server").map(name -> module(name, "servers")).orElse("udp");
        int port = server.port("port", StatsdSettings.PORT);
        Optional<String> address = server.text("address");
        boolean six = server.truth("address_ipv6");
        Optional<String> socket = server.text("socket");
        Optional<Set<PosixFilePermission>> rights = rights(server);
        if (socket.isPresent() && !kind.equals("tcp")) {
            server.fault("socket", "a socket in the file system is read by the server ./servers/tcp: add server: \"./servers/tcp\"");
        }
        return switch (kind) {
            case "udp" -> new Ear.Udp(address.orElse(six ? "::" : "0.0.0.0"), port);
            case "tcp" -> socket.isPresent() ? new Ear.Unix(Path.of(socket.get()), rights) : new Ear.Tcp(address.orElse(anywhere()), port);
            default -> {
                server.fault("server", "there is no server \"" + kind + "\"; there are ./servers/udp and ./servers/tcp");
                yield new Ear.Udp("0.0.0.0", port);
            }
        };
    }

    /** A text is in base 8, as Node reads it. */
    private Optional<Set<PosixFilePermission>> rights(ScriptSection server) {
        if (!server.truth("socket_mod")) {
            return Optional.empty();
        }
        Optional<String> text = server.written("socket_mod");
        int mode;
        try {
            boolean quoted = server.quoted("socket_mod");
            mode = Integer.parseInt(text.orElse("").replaceFirst("^0o", ""), quoted ? 8 : 10);
        } catch (NumberFormatException e) {
            server.fault("socket_mod", "expected the rights of a file, such as \"660\" or 0o660");
            return Optional.empty();
        }
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (0x100 >> bit)) != 0) {
                rights.add(all[bit]);
            }
        }
        return Optional.of(rights);
    }

    /** Every address of this machine, of both families where it has both. */
    private static String anywhere() {
        return Files.exists(Path.of("/proc/net/if_inet6")) ? "::" : "0.0.0.0";
    }

    /** {@code ./backends/graphite.js}, {@code ./backends/graphite} and {@code graphite} are the same. */
    private static String module(String name, String folder) {
        return name.replaceFirst("^\\./", "").replaceFirst("^" + folder + "/", "").replaceFirst("\\.js$", "");
    }

    private List<Outlet> outlets(boolean tidy) {
        List<String> names = top.truth("backends") ? top.items("backends").stream().map(b -> module(b.text(), "backends")).toList() : List.of("graphite");
        List<Outlet> outlets = new ArrayList<>();
        Outlet graphite = graphite(tidy);
        Outlet console = new Outlet.Console(top.section("console").truth("prettyprint"));
        Optional<Outlet> repeat = repeat();
        Optional<String> file = top.section("file").text("path");
        for (String name : names) {
            switch (name) {
                case "graphite" -> outlets.add(graphite);
                case "console" -> outlets.add(console);
                case "repeater" -> repeat.ifPresent(outlets::add);
                case "file" -> file.ifPresentOrElse(
                        path -> outlets.add(new Outlet.File(Path.of(path))), () -> top.fault("backends", "the backend \"file\" needs to know where: add file: { path: \"…\" }"));
                default -> top.fault("backends", "there is no backend \"" + name + "\"; there are ./backends/graphite, ./backends/console, ./backends/repeater and ./backends/file");
            }
        }
        if (repeat.isPresent() && !names.contains("repeater")) {
            remarks.add("repeater: nothing is passed on, as ./backends/repeater is not among the backends");
        }
        return outlets;
    }

    private Outlet graphite(boolean tidy) {
        ScriptSection graphite = top.section("graphite");
        boolean pickle = top.text("graphiteProtocol").filter("pickle"::equals).isPresent();
        int text = top.port("graphitePort", Outlet.Graphite.PORT);
        int pickles = top.port("graphitePicklePort", Outlet.Graphite.PICKLE_PORT);
        Names names = new Names(
                graphite.strict("legacyNamespace").orElse(true),
                graphite.written("globalPrefix").orElse("stats"),
                graphite.written("prefixCounter").orElse("counters"),
                graphite.written("prefixTimer").orElse("timers"),
                graphite.written("prefixGauge").orElse("gauges"),
                graphite.written("prefixSet").orElse("sets"),
                top.written("prefixStats").orElse("statsd"),
                graphite.written("globalSuffix"),
                tidy,
                top.truth("flush_counts", true));
        graphite.unread().forEach(key -> remarks.add("graphite." + key + ": nobody reads this"));
        return new Outlet.Graphite(top.text("graphiteHost").orElse(""), pickle ? pickles : text, pickle, names, Outlet.Graphite.BUFFER);
    }

    private Optional<Outlet> repeat() {
        List<Outlet.Target> targets = new ArrayList<>();
        for (ScriptSection to : top.sections("repeater")) {
            Optional<String> host = to.text("host");
            if (host.isEmpty() || !to.has("port")) {
                top.fault("repeater", "each needs a host and a port: { host: \"10.0.0.1\", port: 8125 }");
            } else {
                targets.add(new Outlet.Target(host.get(), to.port("port", StatsdSettings.PORT)));
            }
        }
        if (targets.size() > MOST_TARGETS) {
            top.fault("repeater", "at most " + MOST_TARGETS + " can be passed to");
        }
        Outlet.Way way = top.word("repeaterProtocol", Map.of("udp4", Outlet.Way.UDP4, "udp6", Outlet.Way.UDP6, "tcp", Outlet.Way.TCP)).orElse(Outlet.Way.UDP4);
        return targets.isEmpty() ? Optional.empty() : Optional.of(new Outlet.Repeat(targets, way));
    }

    private Optional<Tally> tally() {
        ScriptSection flush = top.section("keyFlush");
        OptionalDouble interval = flush.number("interval", 0, LONGEST_FLUSH);
        double percent = flush.number("percent", 0, 100).orElse(100);
        Optional<Path> log = flush.text("log").map(Path::of);
        return interval.isEmpty() ? Optional.empty() : Optional.of(new Tally(Duration.ofMillis((long) interval.getAsDouble()), percent, log));
    }

    private Management management(Adding adding, List<Outlet> outlets) {
        List<String> lines = new ArrayList<>();
        config.forEach((key, value) -> lines.addAll(told(key, value)));
        List<String> later = new ArrayList<>();
        for (String key : List.of("deleteCounters", "deleteTimers", "deleteSets", "deleteGauges")) {
            if (!config.containsKey(key)) {
                later.add(key + ": false");
            }
        }
        boolean healthy = top.word("healthStatus", Map.of("up", true, "down", false)).orElse(true);
        return new Management(top.text("mgmt_address").orElse(anywhere()), top.port("mgmt_port", StatsdSettings.MANAGEMENT_PORT), healthy, lines, later);
    }

    private static List<String> told(String key, Script value) {
        List<String> lines = new ArrayList<>();
        switch (value) {
            case Script.Nothing n -> {}
            case Script.Fields f -> f.fields().forEach((name, field) -> lines.add(key + " > " + name + ": " + field.text()));
            case Script.Many m -> {
                for (int i = 0; i < m.items().size(); i++) {
                    lines.add(key + " > " + i + ": " + m.items().get(i).text());
                }
            }
            case Script.Text t -> lines.add(key + ": " + t.text());
            case Script.Number n -> lines.add(key + ": " + Numbers.write(n.value()));
            case Script.Truth t -> lines.add(key + ": " + t.text());
        }
        return lines;
    }

    /** What is not honoured, and what nobody knows. */
    private void odds() {
        if (top.truth("title")) {
            remarks.add("title: the process keeps the name of Java");
        }
        ScriptSection log = top.section("log");
        log.word("backend", Map.of("stdout", false, "syslog", true)).filter(syslog -> syslog).ifPresent(syslog -> remarks.add("log.backend: it is written to the standard output, not to syslog; systemd's journal takes it from there"));
        log.has("application");
        log.has("level");
        if (top.has("nodes")) {
            top.fault("nodes", "this is a configuration of statsd's proxy, which is not here");
        }
        for (String key : top.unread()) {
            if (!List.of("server", "address", "address_ipv6", "port", "socket", "socket_mod").contains(key)) {
                remarks.add(key + ": nobody reads this (line " + top.line(key) + ")");
            }
        }
    }
}
