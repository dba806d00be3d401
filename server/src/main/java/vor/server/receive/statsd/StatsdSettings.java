package vor.server.receive.statsd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How statsd's clients are heard.
 *
 * @param ears at least one
 * @param mostConnections at once, of each ear
 * @param receiveBuffer bytes that the kernel is asked to keep of datagrams while we are busy
 * @param tidy whether keys are made fit for Graphite as they come
 * @param outlets where flushes go besides events
 * @param management port for people; empty is none
 * @param watching what is told of single lines
 */
public record StatsdSettings(
        List<Ear> ears, int mostConnections, int receiveBuffer, boolean tidy, Adding adding, List<Outlet> outlets, Optional<Management> management, Watching watching) {
    /** statsd's own. */
    public static final int PORT = 8125;

    /** statsd's own. */
    public static final int MANAGEMENT_PORT = 8126;

    public static final int MOST_CONNECTIONS = 1_000;
    public static final int RECEIVE_BUFFER = 16 << 20;

    public StatsdSettings {
        ears = List.copyOf(ears);
        outlets = List.copyOf(outlets);
        if (ears.isEmpty()) {
            throw new IllegalArgumentException("statsd without an ear");
        }
    }

    /** The usual ones, at one ear, without anything else. */
    public static StatsdSettings at(Ear ear, Adding adding) {
        return new StatsdSettings(List.of(ear), MOST_CONNECTIONS, RECEIVE_BUFFER, true, adding, List.of(), Optional.empty(), Watching.NOTHING);
    }

    /**
     * The management port.
     *
     * @param healthy what it says of our health until somebody says otherwise
     * @param config what it says of the configuration, a line each
     * @param configOnceFlushed what it says besides once a flush was, as statsd writes defaults into its configuration then
     */
    public record Management(String host, int port, boolean healthy, List<String> config, List<String> configOnceFlushed) {
        public Management {
            config = List.copyOf(config);
            configOnceFlushed = List.copyOf(configOnceFlushed);
        }
    }

    /**
     * What is told of single lines, for people who look for something.
     *
     * @param dump whether each is printed
     * @param tally whether keys are counted, and those that come most often told
     */
    public record Watching(boolean dump, Optional<Tally> tally) {
        public static final Watching NOTHING = new Watching(false, Optional.empty());
    }

    /**
     * How keys are counted.
     *
     * @param percent of all keys to tell, the most frequent ones
     * @param log where to; printed when empty
     */
    public record Tally(Duration interval, double percent, Optional<Path> log) {}
}
