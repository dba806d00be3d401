package vor.server.app;

import java.util.List;
import java.util.Optional;
import vor.wire.snmp.Credential;

/** What is heard unasked; empty is off. */
record Receiving(Optional<Traps> traps, Optional<Config.Listen> syslog) {
    static final Receiving NONE = new Receiving(Optional.empty(), Optional.empty());

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
}
