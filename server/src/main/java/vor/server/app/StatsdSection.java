package vor.server.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vor.server.receive.statsd.Adding;
import vor.server.receive.statsd.Ear;
import vor.server.receive.statsd.Names;
import vor.server.receive.statsd.Outlet;
import vor.server.receive.statsd.StatsdSettings;
import vor.server.receive.statsd.StatsdSettings.Management;
import vor.server.receive.statsd.StatsdSettings.Watching;

/** Reads the section {@code receive.statsd}. */
final class StatsdSection {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String TO = "host:port, such as " + LOOPBACK + ":";
    private static final int MEBI = 1 << 20;

    private final Settings statsd;
    private final Function<String, Optional<Config.Listen>> address;
    private final Path folder;

    /** @param folder that relative files are relative to */
    StatsdSection(Settings statsd, Function<String, Optional<Config.Listen>> address, Path folder) {
        this.statsd = statsd;
        this.address = address;
        this.folder = folder;
    }

    /** @param listen as its key says */
    StatsdSettings read(Config.Listen listen) {
        List<Ear> ears = new ArrayList<>(List.of(new Ear.Udp(listen.host(), listen.port())));
        if (statsd.word(Key.of("tcp", "Whether lines are heard on the same port over TCP, too.").otherwise("off"), "on or off", AccessReader.ON_OFF).orElse(false)) {
            ears.add(new Ear.Tcp(listen.host(), listen.port()));
        }
        statsd.text(Key.of("socket", "Path of a stream socket in the file system at which lines are heard, too; relative to this file."))
                .ifPresent(path -> ears.add(new Ear.Unix(folder.resolve(path).normalize(), Optional.empty())));
        int buffer = statsd.whole(
                        Key.of("buffer", "What the kernel is asked to keep of datagrams while Vor is busy; it is said when it grants less.").otherwise(StatsdSettings.RECEIVE_BUFFER / MEBI).unit("MiB"),
                        1, 1024)
                .map(mebi -> mebi * MEBI)
                .orElse(StatsdSettings.RECEIVE_BUFFER);
        Adding adding = adding();
        return new StatsdSettings(ears, StatsdSettings.MOST_CONNECTIONS, buffer, true, adding, outlets(), management(listen, adding), Watching.NOTHING);
    }

    private Adding adding() {
        Adding usual = Adding.standard();
        Duration flush = statsd.span(Key.of("flush", "How often what came is added up and told.").otherwise(Spans.show(usual.interval())), Duration.ofSeconds(1), Duration.ofHours(1))
                .orElse(usual.interval());
        List<Double> percentiles = new ArrayList<>();
        Key key = Key.of("percentiles", "Of timers, from 0 to 100; a negative one is that share of the largest, and 0 is told only of a single value, as in statsd.").otherwise("[90]");
        for (String text : statsd.texts(key, Shape.list(Shape.number(-100, 100), 0))) {
            percentile(text).ifPresentOrElse(percentiles::add, () -> statsd.fault("percentiles", "expected numbers from -100 to 100, such as [50, 90, 99.9]"));
        }
        return new Adding(
                flush, statsd.has("percentiles") ? percentiles : usual.percentiles(), usual.histograms(), usual.timerNumbers(),
                Adding.Idle.DROP, usual.prefixStats(), usual.limits());
    }

    private static Optional<Double> percentile(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(p -> p >= -100 && p <= 100);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private List<Outlet> outlets() {
        List<Outlet> outlets = new ArrayList<>();
        Settings graphite = statsd.section(Key.of("graphite", "Tells carbon each flush, too; not without this section. What it does not take waits in memory and is told when it does."));
        if (statsd.has("graphite")) {
            outlets.add(graphite(graphite));
        }
        List<Outlet.Target> targets = new ArrayList<>();
        for (String text : statsd.texts(Key.of("repeat", "Passes every datagram on as it came, over UDP and IPv4, to each host:port of the list.").otherwise("[]"), Shape.list(Shape.text(), 0))) {
            address.apply(text).ifPresentOrElse(
                    to -> targets.add(new Outlet.Target(to.host(), to.port())),
                    () -> statsd.fault("repeat", "expected a list of " + TO + StatsdSettings.PORT));
        }
        if (!targets.isEmpty()) {
            outlets.add(new Outlet.Repeat(targets, Outlet.Way.UDP4));
        }
        return outlets;
    }

    private Outlet graphite(Settings graphite) {
        boolean pickle = graphite.word(Key.of("protocol", "How points are told: text, or pickle.").otherwise("text"), "text or pickle", Map.of("text", false, "pickle", true)).orElse(false);
        int port = pickle ? Outlet.Graphite.PICKLE_PORT : Outlet.Graphite.PORT;
        Optional<Config.Listen> to = graphite.read(
                Key.of("to", "Carbon's host and port: 2003 is usual for text, 2004 for pickle.").whichMustBeThere(), TO + port, ConfigReader.LISTEN, address);
        if (to.isEmpty() && !graphite.has("to")) {
            graphite.fault("to", "name carbon's " + TO + port);
        }
        boolean legacy = graphite.word(
                        Key.of("names", "Under which names: legacy are those of statsd while nothing is configured (stats.K, stats_counts.K), new stand all below the prefix.").otherwise("legacy"),
                        "legacy or new", Map.of("legacy", true, "new", false))
                .orElse(true);
        Names usual = legacy ? Names.standard() : Names.modern();
        Optional<String> prefix = graphite.text(Key.of("prefix", "What all names but legacy ones begin with.").otherwise(usual.prefix()));
        Optional<String> suffix = graphite.text(Key.of("suffix", "What all names end with, behind a point, such as the name of this host."));
        int buffer = graphite.whole(Key.of("buffer", "How much waits in memory while carbon takes nothing; the oldest gives way.").otherwise(Outlet.Graphite.BUFFER / MEBI).unit("MiB"), 1, 1024)
                .orElse((int) (Outlet.Graphite.BUFFER / MEBI));
        Names names = new Names(
                legacy, prefix.orElse(usual.prefix()), usual.counters(), usual.timers(), usual.gauges(), usual.sets(), usual.prefixStats(), suffix, true, usual.counts());
        return new Outlet.Graphite(to.map(Config.Listen::host).orElse(""), to.map(Config.Listen::port).orElse(port), pickle, names, (long) buffer * MEBI);
    }

    private Optional<Management> management(Config.Listen listen, Adding adding) {
        Settings management = statsd.section(Key.of("management", "Opens statsd's management port (stats, counters, delcounters …); not without this section. Nobody is asked who they are."));
        if (!statsd.has("management")) {
            return Optional.empty();
        }
        Config.Listen at = management.read(
                        Key.of("listen", "Address and port, TCP.").otherwise(LOOPBACK + ":" + StatsdSettings.MANAGEMENT_PORT), "address:port, such as " + LOOPBACK + ":" + StatsdSettings.MANAGEMENT_PORT,
                        ConfigReader.LISTEN, address)
                .orElse(new Config.Listen(LOOPBACK, StatsdSettings.MANAGEMENT_PORT));
        List<String> config = List.of(
                "address: " + listen.host(), "port: " + listen.port(), "mgmt_address: " + at.host(), "mgmt_port: " + at.port(),
                "flushInterval: " + adding.interval().toMillis());
        return Optional.of(new Management(at.host(), at.port(), true, config, List.of()));
    }
}
