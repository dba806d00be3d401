package vor.lab.responder;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vor.lab.kernel.Tun;
import vor.model.Clock;

/**
 * Answers what comes from a TUN device, each address by its behaviour. Two threads of its own from {@link #start} to
 * {@link #close}: one reads, one sends what is due later. At most {@value #MOST_WAITING} replies wait; more are dropped
 * and counted.
 */
public final class Responder implements AutoCloseable {
    static final int MOST_WAITING = 1 << 17;

    private static final int MTU = 1 << 16;
    private static final int WAIT_MILLIS = 250;

    private final Tun tun;
    private final Other other;
    private final Clock clock;
    private final Arena arena = Arena.ofAuto();
    private final DelayQueue<Late<byte[]>> waiting = new DelayQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicLong order = new AtomicLong();
    private final Counts counts = new Counts();
    private final Thread reader = Thread.ofPlatform().name("lab-answer").unstarted(this::read);
    private final Thread sender = Thread.ofPlatform().name("lab-late").unstarted(this::sendLate);
    private volatile Map<InetAddress, Behaviour> behaviours = Map.of();
    private volatile boolean running = true;

    /** Takes what is no echo request. */
    @FunctionalInterface
    public interface Other {
        /** On the reading thread; the packet is an IP packet, and is only there until this returns. */
        void packet(byte[] packet, int length);
    }

    /**
     * @param tun closed with the responder
     * @param other gets what is no echo request
     */
    public Responder(Tun tun, Clock clock, Other other) {
        this.other = other;
        this.tun = tun;
        this.clock = clock;
    }

    public void start() {
        reader.start();
        sender.start();
    }

    /** From now on these answer so; an address that is not among them answers at once. */
    public void behave(Map<InetAddress, Behaviour> next) {
        behaviours = Map.copyOf(next);
    }

    /** One line for people. */
    public String counts() {
        return counts + ", waiting now " + waitingCount;
    }

    private void read() {
        MemorySegment memory = arena.allocate(MTU, 8);
        byte[] packet = new byte[MTU];
        Out out = new Out();
        while (running) {
            int length = tun.read(memory, WAIT_MILLIS);
            if (length > 0) {
                MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, packet, 0, length);
                received(packet, length, out);
            }
        }
    }

    private void received(byte[] packet, int length, Out out) {
        EchoAnswer.Kind kind = EchoAnswer.kind(packet, length);
        if (kind == EchoAnswer.Kind.OTHER) {
            counts.ignored.increment();
            other.packet(packet, length);
            return;
        }
        counts.requests.increment();
        byte[] reply = EchoAnswer.reply(packet, length, kind);
        Behaviour behaviour = behaviours.get(address(EchoAnswer.asked(packet, kind)));
        answer(reply, behaviour, out);
        if (behaviour != null && behaviour.twice()) {
            counts.twice.increment();
            answer(reply, behaviour, out);
        }
    }

    private void answer(byte[] reply, @Nullable Behaviour behaviour, Out out) {
        long now = clock.nanos();
        long due = behaviour == null ? now : behaviour.repliesAt(now);
        if (due == now) {
            out.send(reply);
        } else if (waitingCount.incrementAndGet() > MOST_WAITING) {
            waitingCount.decrementAndGet();
            counts.full.increment();
        } else {
            counts.late.increment();
            waiting.add(new Late<>(reply, due, order.incrementAndGet(), clock));
        }
    }

    private void sendLate() {
        Out out = new Out();
        while (running) {
            try {
                Late<byte[]> next = waiting.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    waitingCount.decrementAndGet();
                    out.send(next.what);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    /** Ends both threads and the TUN device; what still waits is forgotten. */
    @Override
    public void close() {
        running = false;
        try {
            reader.join();
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tun.close();
    }

    /** What one thread needs to send. */
    private final class Out {
        private final MemorySegment memory = arena.allocate(MTU, 8);
        private final Tun.Writer writer = new Tun.Writer(arena);

        void send(byte[] reply) {
            MemorySegment.copy(reply, 0, memory, ValueLayout.JAVA_BYTE, 0, reply.length);
            boolean taken = tun.write(memory, reply.length, writer);
            (taken ? counts.replies : counts.refused).increment();
        }
    }
}
