package vor.server.receive.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What listens by some settings, and by others as soon as it is told. Either all ports of the new settings are open or all is as it was. Safe for any thread.
 *
 * @param <S> settings; equal ones change nothing
 */
public final class Listening<S> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Opener<S> opener;
    private Optional<S> settings = Optional.empty();
    private volatile List<? extends Port> ports = List.of();
    private volatile String trouble = "";

    /** Opens all ports that settings name, or none. */
    @FunctionalInterface
    public interface Opener<S> {
        /** @throws IOException in words for people */
        List<? extends Port> open(S settings) throws IOException;
    }

    public Listening(Opener<S> opener) {
        this.opener = opener;
    }

    /** Begins to listen; what keeps it from that is a trouble. */
    public void start(Optional<S> settings) {
        try {
            become(settings);
        } catch (IOException e) {
            cannotStart(String.valueOf(e.getMessage()));
        }
    }

    /** Says what keeps it from beginning to listen: something that its settings name. */
    public void cannotStart(String why) {
        trouble = why;
        LOG.warn("{}", why);
    }

    /**
     * Listens by these from now on, or not at all. Who is connected is sent away.
     *
     * @throws IOException in words for people; then all is as it was
     */
    public synchronized void become(Optional<S> next) throws IOException {
        if (next.equals(settings)) {
            return;
        }
        List<? extends Port> before = ports;
        try {
            ports = opened(next);
        } catch (IOException e) {
            if (before.isEmpty()) {
                throw e;
            }
            instead(before, next);
        }
        before.forEach(Listening::close);
        settings = next;
        trouble = "";
    }

    private List<? extends Port> opened(Optional<S> wanted) throws IOException {
        return wanted.isPresent() ? List.copyOf(opener.open(wanted.get())) : List.of();
    }

    /** What is open may itself have been in the way: the same port with another address. */
    private void instead(List<? extends Port> before, Optional<S> next) throws IOException {
        before.forEach(Listening::close);
        try {
            ports = opened(next);
        } catch (IOException e) {
            again();
            throw e;
        }
    }

    private void again() {
        try {
            ports = opened(settings);
        } catch (IOException e) {
            ports = List.of();
            settings = Optional.empty();
            cannotStart(String.valueOf(e.getMessage()));
        }
    }

    /** The ports that are open, in the order of the opener. */
    public List<? extends Port> ports() {
        return ports;
    }

    /** What keeps it from listening; empty when nothing does. */
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    private static void close(Port port) {
        try {
            port.close();
        } catch (IOException e) {
            LOG.debug("a port did not close in order", e);
        }
    }

    @Override
    public synchronized void close() {
        ports.forEach(Listening::close);
        ports = List.of();
        settings = Optional.empty();
    }
}
