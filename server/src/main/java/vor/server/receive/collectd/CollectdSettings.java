package vor.server.receive.collectd;

import java.util.Map;
import vor.wire.collectd.SecurityLevel;

/**
 * Where collectd is heard.
 *
 * @param host address to listen on, UDP
 * @param level what a packet must at least be
 * @param passwords by user; never shown
 * @param types text of types.db: names of data sources and their limits; empty for none
 */
public record CollectdSettings(String host, int port, SecurityLevel level, Map<String, String> passwords, String types) {
    /** collectd's own. */
    public static final int PORT = 25826;

    public CollectdSettings {
        passwords = Map.copyOf(passwords);
    }

    @Override
    public String toString() {
        return host + ":" + port + " " + level + " users " + passwords.keySet();
    }
}
