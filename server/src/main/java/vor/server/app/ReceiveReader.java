package vor.server.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vor.server.collect.snmp.SnmpSettings;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.server.receive.collectd.CollectdSettings;
import vor.server.receive.graphite.GraphiteSettings;
import vor.server.receive.riemann.RiemannSettings;
import vor.server.receive.statsd.Adding;
import vor.server.receive.statsd.StatsdSettings;
import vor.wire.collectd.SecurityLevel;
import vor.wire.snmp.Credential;

/** Reads the section {@code receive}: where traps, syslog and events are heard. Loopback unless an address is named. */
final class ReceiveReader {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ASKED = "Address and port, TCP. Nobody is asked who they are; the host names of access.names are answered, besides addresses.";
    private static final String KEY_REFERENCE = "expected a reference to the certificate's key, such as key: file:riemann.key (" + Secrets.FORMS + ")";
    private static final int TRAPS = 1162;
    private static final int SYSLOG = 1514;
    private static final Map<String, SecurityLevel> LEVELS =
            Map.of("none", SecurityLevel.NONE, "sign", SecurityLevel.SIGN, "encrypt", SecurityLevel.ENCRYPT);
    private static final List<Path> TYPES = List.of(Path.of("/usr/share/collectd/types.db"));

    private final Settings receive;
    private final Map<String, Known> known;
    private final Function<String, Optional<Config.Listen>> address;
    private final Path folder;

    private ReceiveReader(Settings receive, Map<String, Known> known, Function<String, Optional<Config.Listen>> address, Path folder) {
        this.folder = folder;
        this.receive = receive;
        this.known = known;
        this.address = address;
    }

    /** @param folder that relative files are relative to */
    static Receiving read(Settings receive, SnmpSettings snmp, Function<String, Optional<Config.Listen>> address, Path folder) {
        ReceiveReader reader = new ReceiveReader(receive, snmp.credentials(), address, folder);
        Settings traps = receive.section(Key.of("traps", "Listens for traps and informs; not without this section."));
        Settings syslog = receive.section(Key.of("syslog", "Listens for syslog over UDP; not without this section."));
        Settings riemann = receive.section(Key.of("riemann", "Listens for Riemann's clients (docs/howto/events.md); not without this section."));
        Settings graphite = receive.section(Key.of("graphite", "Listens for what speaks to Graphite's carbon; not without this section."));
        Settings collectd = receive.section(Key.of("collectd", "Listens for collectd's network plugin; not without this section."));
        Settings statsd = receive.section(Key.of("statsd", "Listens for statsd's clients; not without this section."));
        return new Receiving(
                receive.has("traps") ? Optional.of(reader.traps(traps)) : Optional.empty(),
                receive.has("syslog") ? Optional.of(reader.listen(syslog, SYSLOG)) : Optional.empty(),
                receive.has("riemann") ? Optional.of(reader.riemann(riemann)) : Optional.empty(),
                receive.has("graphite") ? Optional.of(reader.graphite(graphite)) : Optional.empty(),
                receive.has("collectd") ? Optional.of(reader.collectd(collectd)) : Optional.empty(),
                receive.has("statsd") ? Optional.of(reader.statsd(statsd)) : Optional.empty());
    }

    private StatsdSettings statsd(Settings statsd) {
        Config.Listen listen = listen(statsd, StatsdSettings.PORT, "Address and port, UDP. Nobody is asked who they are.");
        boolean tcp = statsd.word(Key.of("tcp", "Whether lines are heard on the same port over TCP, too.").otherwise("off"), "on or off", AccessReader.ON_OFF).orElse(false);
        Adding usual = Adding.standard();
        Duration flush = statsd.span(Key.of("flush", "How often what came is added up and told.").otherwise(Spans.show(usual.interval())), Duration.ofSeconds(1), Duration.ofHours(1))
                .orElse(usual.interval());
        List<Double> percentiles = new ArrayList<>();
        for (String text : statsd.texts(Key.of("percentiles", "Of timers, above 0 to 100; a negative one is that share of the largest.").otherwise("[90]"), Shape.list(Shape.number(-100, 100), 0))) {
            percentile(text).ifPresentOrElse(percentiles::add, () -> statsd.fault("percentiles", "expected numbers from -100 to 100 and not 0, such as [50, 90, 99.9]"));
        }
        return new StatsdSettings(
                listen.host(), listen.port(), tcp, StatsdSettings.MOST_CONNECTIONS,
                new Adding(
                        flush, statsd.has("percentiles") ? percentiles : usual.percentiles(), usual.histograms(), usual.timerNumbers(),
                        Adding.Idle.DROP, usual.prefixStats(), usual.limits()));
    }

    private static Optional<Double> percentile(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(p -> p >= -100 && p <= 100 && p != 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private GraphiteSettings graphite(Settings graphite) {
        Config.Listen listen = listen(graphite, GraphiteSettings.PORT, "Address and port of lines, TCP. Nobody is asked who they are.");
        int pickle = graphite.whole(Key.of("pickle", "Port of pickles, TCP, on the same address; 0 for none.").otherwise(GraphiteSettings.PICKLE_PORT).unit("(port)"), 0, 65_535)
                .orElse(GraphiteSettings.PICKLE_PORT);
        return new GraphiteSettings(
                listen.host(),
                listen.port(),
                graphite.word(Key.of("udp", "Whether lines are heard as datagrams on the same port, too.").otherwise("on"), "on or off", AccessReader.ON_OFF).orElse(true),
                pickle == 0 ? -1 : pickle,
                graphite.whole(Key.of("connections", "How many senders at once, of lines and of pickles each.").otherwise(GraphiteSettings.MOST_CONNECTIONS).unit("senders"), 1, 100_000)
                        .orElse(GraphiteSettings.MOST_CONNECTIONS),
                graphite.span(Key.of("ttl", "How long a point counts, as none says it itself.").otherwise(Spans.show(GraphiteSettings.TTL)), Duration.ofSeconds(1), Duration.ofDays(366))
                        .orElse(GraphiteSettings.TTL));
    }

    private Receiving.Collectd collectd(Settings collectd) {
        Config.Listen listen = listen(collectd, CollectdSettings.PORT, "Address and port, UDP.");
        SecurityLevel level = collectd.word(
                        Key.of("security", "What a packet must at least be: none, sign or encrypt, as collectd's SecurityLevel.").otherwise("none"),
                        "none, sign or encrypt", LEVELS)
                .orElse(SecurityLevel.NONE);
        Optional<String> users = collectd.text(
                Key.of("users", "Reference to names and passwords, as collectd's AuthFile has them, a line each: " + Secrets.FORMS + "."), Shape.reference());
        if (users.filter(u -> !Secrets.isReference(u)).isPresent()) {
            collectd.fault("users", "expected a reference, not passwords: " + Secrets.FORMS);
        } else if (level != SecurityLevel.NONE && users.isEmpty()) {
            collectd.fault("users", "security needs users: name a file of lines \"user: password\", such as file:collectd-users");
        }
        List<Path> types = collectd.texts(Key.of("types", "Files in the form of types.db, which name what a type consists of; later ones count over earlier ones. Without it, collectd's own where it is installed."),
                        Shape.list(Shape.text(), 1))
                .stream()
                .map(t -> folder.resolve(t).normalize())
                .toList();
        if (collectd.has("types") && types.isEmpty()) {
            collectd.fault("types", "name at least one file, or take this line out");
        }
        return new Receiving.Collectd(listen, level, users, types.isEmpty() ? usualTypes() : types);
    }

    /** Collectd's own, where it is installed. */
    static List<Path> usualTypes() {
        return TYPES.stream().filter(Files::isReadable).toList();
    }

    private Receiving.Riemann riemann(Settings riemann) {
        Config.Listen listen = listen(riemann, RiemannSettings.PORT, "Address and port, TCP. Nobody is asked who they are: whoever reaches it may send and ask.");
        Settings tls = riemann.section(Key.of("tls", "Listens for clients that speak TLS and show a certificate; not without this section."));
        Settings websocket = riemann.section(Key.of("websocket", "Lets the index be read by WebSocket, and takes events as JSON; not without this section."));
        Settings sse = riemann.section(Key.of("sse", "Lets the index be read as server-sent events; not without this section."));
        RiemannSettings settings = new RiemannSettings(
                listen.host(),
                listen.port(),
                riemann.word(Key.of("udp", "Whether datagrams are heard on the same port, too.").otherwise("on"), "on or off", AccessReader.ON_OFF).orElse(true),
                riemann.whole(Key.of("connections", "How many clients at once.").otherwise(RiemannSettings.MOST_CONNECTIONS).unit("clients"), 1, 100_000)
                        .orElse(RiemannSettings.MOST_CONNECTIONS),
                RiemannSettings.MOST_BYTES,
                riemann.has("tls") ? Optional.of(at(tls, RiemannSettings.TLS_PORT, "Address and port, TCP.")) : Optional.empty(),
                riemann.has("websocket") ? Optional.of(at(websocket, RiemannSettings.WEBSOCKET_PORT, ASKED)) : Optional.empty(),
                riemann.has("sse") ? Optional.of(at(sse, RiemannSettings.SSE_PORT, ASKED)) : Optional.empty(),
                Set.of());
        return new Receiving.Riemann(settings, riemann.has("tls") ? certificate(tls) : Optional.empty());
    }

    private RiemannSettings.At at(Settings section, int port, String says) {
        Config.Listen listen = listen(section, port, says);
        return new RiemannSettings.At(listen.host(), listen.port());
    }

    private Optional<Receiving.Certificate> certificate(Settings tls) {
        Optional<String> certificate = tls.text(Key.of("certificate", "File, PEM: the certificate that is shown first, then those that lead to it. Read anew when it changes.").whichMustBeThere());
        Optional<String> key = tls.text(
                Key.of("key", "Reference to the certificate's key, PEM, PKCS #8, not encrypted: " + Secrets.FORMS + ". Read anew when it changes.").whichMustBeThere(), Shape.reference());
        Optional<String> clients = tls.text(Key.of("clients", "File, PEM: the CAs whose certificates are let in. Read anew when it changes.").whichMustBeThere());
        if (certificate.isEmpty()) {
            tls.fault("name the file of the certificate that is shown, PEM, such as certificate: riemann.crt");
        }
        if (key.isEmpty()) {
            tls.fault(KEY_REFERENCE);
        } else if (!Secrets.isReference(key.get())) {
            tls.fault("key", KEY_REFERENCE);
        }
        if (clients.isEmpty()) {
            tls.fault("name the file of the CA that has signed your clients' certificates, PEM, such as clients: riemann-ca.crt; who shows none that it has signed is not let in");
        }
        return certificate.isEmpty() || key.isEmpty() || clients.isEmpty()
                ? Optional.empty()
                : Optional.of(new Receiving.Certificate(file(certificate.get()), key.get(), file(clients.get())));
    }

    private Path file(String name) {
        return folder.resolve(name).normalize();
    }

    private Receiving.Traps traps(Settings traps) {
        Config.Listen listen = listen(traps, TRAPS);
        List<String> names = traps.texts(Key.of("credentials", "Those of \"snmp.credentials\" that traps come under.").whichMustBeThere(), Shape.list(Shape.text(), 1));
        if (names.isEmpty()) {
            traps.fault("credentials", "name those of \"snmp.credentials\" that traps come under, such as [public]" + list());
        }
        List<Credential> credentials = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (String name : names) {
            Known one = known.get(name);
            if (one == null) {
                traps.fault("credentials", "there is no credential of that name in \"snmp.credentials\"" + list());
            } else {
                one.credential().ifPresentOrElse(credentials::add, () -> troubles.add(unreadable(name, one)));
            }
        }
        return new Receiving.Traps(listen, credentials, troubles);
    }

    private static String unreadable(String name, Known known) {
        return "traps under the credential \"" + name + "\" cannot be read: " + known.trouble();
    }

    private String list() {
        return known.isEmpty() ? "" : "; known: " + String.join(", ", known.keySet().stream().sorted().toList());
    }

    private Config.Listen listen(Settings section, int port) {
        return listen(section, port, "Address and port, UDP. Devices must be let in by the machine's packet filter, too.");
    }

    private Config.Listen listen(Settings section, int port, String says) {
        return section.read(
                        Key.of("listen", says).otherwise(LOOPBACK + ":" + port),
                        "address:port, such as " + LOOPBACK + ":" + port, ConfigReader.LISTEN, address)
                .orElse(new Config.Listen(LOOPBACK, port));
    }
}
