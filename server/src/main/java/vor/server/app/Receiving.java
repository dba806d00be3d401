package vor.server.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vor.server.receive.graphite.GraphiteSettings;
import vor.server.receive.riemann.RiemannSettings;
import vor.server.receive.statsd.StatsdSettings;
import vor.wire.collectd.SecurityLevel;
import vor.wire.snmp.Credential;

/** What is heard unasked; empty is off. */
record Receiving(
        Optional<Traps> traps,
        Optional<Config.Listen> syslog,
        Optional<Riemann> riemann,
        Optional<GraphiteSettings> graphite,
        Optional<Collectd> collectd,
        Optional<StatsdSettings> statsd) {
    static final Receiving NONE =
            new Receiving(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param credentials those of the names given that could be read
     * @param troubles why the others could not, one line each
     */
    record Traps(Config.Listen listen, List<Credential> credentials, List<String> troubles) {
        Traps {
            credentials = List.copyOf(credentials);
            troubles = List.copyOf(troubles);
        }
    }

    /** @param certificate what is shown in TLS; there when the settings have TLS */
    record Riemann(RiemannSettings settings, Optional<Certificate> certificate) {}

    /**
     * @param certificate file, PEM, the server's first
     * @param key reference to its key, PEM
     * @param clients file, PEM: the CAs whose certificates clients must have
     */
    record Certificate(Path certificate, String key, Path clients) {}

    /**
     * @param users reference to a text as collectd's AuthFile has it, a line for each user: name, colon, password
     * @param types files in the form of types.db, later ones over earlier ones
     */
    record Collectd(Config.Listen listen, SecurityLevel level, Optional<String> users, List<Path> types) {
        Collectd {
            types = List.copyOf(types);
        }
    }
}
