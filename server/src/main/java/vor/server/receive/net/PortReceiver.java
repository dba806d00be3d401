package vor.server.receive.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Clock;
import vor.model.Reading;

/**
 * What all receivers are that listen on ports: on and off and elsewhere while Vor runs, with the same counters. Safe for any thread.
 *
 * @param <S> settings; equal ones change nothing
 */
public abstract class PortReceiver<S> implements Receiver, AutoCloseable {
    /** What could not be read. */
    protected final Bads bads;

    /** Connections that were too many. */
    protected final LongAdder refused = new LongAdder();

    private final String name;
    private final Listening<S> listening = new Listening<>(settings -> open(settings));

    /** @param name as in the configuration, below {@code receive} */
    protected PortReceiver(String name, Clock clock) {
        this.name = name;
        this.bads = new Bads(clock);
    }

    /**
     * Opens all ports that settings name, or none. One at a time is under way.
     *
     * @throws IOException in words for people
     */
    protected abstract List<? extends Port> open(S settings) throws IOException;

    /** Begins to listen; what keeps it from that is a trouble. */
    public final void start(Optional<S> settings) {
        listening.start(settings);
    }

    /** Says what keeps it from beginning to listen. */
    public final void cannotStart(String why) {
        listening.cannotStart(why);
    }

    /**
     * Listens there from now on, or nowhere.
     *
     * @throws IOException when it cannot, in words for people; then all is as it was
     */
    public void settings(Optional<S> next) throws IOException {
        listening.become(next);
    }

    /** The first port; empty while it does not listen. */
    public final Optional<Integer> port() {
        return listening.ports().stream().findFirst().map(Port::number);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<? extends Port> ports() {
        return listening.ports();
    }

    @Override
    public final Optional<String> trouble() {
        return listening.trouble();
    }

    @Override
    public final List<Bads.Bad> lastBad() {
        return bads.last();
    }

    /** A counter of its own: {@code vor_NAME_WHAT_total}. */
    protected final Reading counter(String what, String help, LongAdder count) {
        return Reading.counter("vor_" + name + "_" + what + "_total", help, count::sum);
    }

    protected final Reading countsBad() {
        return Reading.counter("vor_" + name + "_bad_total", "What could not be read or was not let in", bads::count);
    }

    protected final Reading countsRefused() {
        return counter("refused", "Connections refused because there were too many", refused);
    }

    protected final Reading countsConnections() {
        return Reading.gauge("vor_" + name + "_connections", "Connections that are open", this::connections);
    }

    protected final Reading countsKernelDrops() {
        return Reading.counter("vor_" + name + "_kernel_dropped_total", "Datagrams that the kernel dropped, as we read too slowly", this::dropped);
    }

    protected final Reading receiveBuffer() {
        return Reading.gauge(
                "vor_" + name + "_receive_buffer_bytes", "What the kernel keeps of datagrams while we are busy, at most",
                () -> listening.ports().stream().mapToInt(p -> p instanceof DatagramPort udp ? udp.receiveBuffer() : 0).max().orElse(0));
    }

    private int connections() {
        return listening.ports().stream().mapToInt(p -> p instanceof TcpPort tcp ? tcp.connections() : p instanceof UnixPort unix ? unix.connections() : 0).sum();
    }

    private long dropped() {
        return listening.ports().stream().mapToLong(p -> p instanceof DatagramPort udp ? udp.dropped() : 0).sum();
    }

    /** Ends every connection and frees the ports. */
    @Override
    public void close() {
        listening.close();
    }
}
