package vor.server.receive.statsd;

import java.nio.file.Path;
import java.util.List;

/** Where flushes go, besides events; or, of the repeater, what comes. */
public sealed interface Outlet {

    /**
     * Carbon.
     *
     * @param host empty for nowhere, as statsd without {@code graphiteHost}
     * @param pickle whether points are pickled, else they are lines
     * @param buffer bytes of flushes that are kept while carbon is not there; the oldest goes first
     */
    record Graphite(String host, int port, boolean pickle, Names names, long buffer) implements Outlet {
        public static final int PORT = 2003;
        public static final int PICKLE_PORT = 2004;
        public static final long BUFFER = 64L << 20;
    }

    /** @param colours whether it is shown as for a terminal, with all that is within */
    record Console(boolean colours) implements Outlet {}

    /** Lines of kind, key and value at the end of a file. */
    record File(Path path) implements Outlet {}

    /** Every packet as it came, to others of our kind. */
    record Repeat(List<Target> to, Way way) implements Outlet {
        public Repeat {
            to = List.copyOf(to);
        }
    }

    record Target(String host, int port) {}

    /** How packets are passed on. */
    enum Way {
        UDP4,
        UDP6,
        TCP
    }
}
