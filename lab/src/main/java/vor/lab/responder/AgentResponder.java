package vor.lab.responder;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import vor.lab.agent.Agent;
import vor.lab.agent.Habit;
import vor.lab.kernel.Ends;
import vor.lab.kernel.UdpSocket;
import vor.model.Clock;
import vor.wire.snmp.Credential;

/**
 * Answers SNMP for all agents by one socket. Two threads of its own from {@link #start} to {@link #close}: one reads and
 * answers, one sends what slow agents say. At most {@value #MOST_WAITING} answers wait; more are dropped and counted.
 */
public final class AgentResponder implements AutoCloseable {
    static final int MOST_WAITING = 1 << 14;

    private static final int WAIT_MILLIS = 100;

    private final UdpSocket socket;
    private final Clock clock;
    private final Object world;
    private final long start;
    private final Agents agents;
    private final DelayQueue<Late<Answer>> waiting = new DelayQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicLong order = new AtomicLong();
    private final LongAdder requests = new LongAdder();
    private final LongAdder replies = new LongAdder();
    private final LongAdder full = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Thread reader = Thread.ofPlatform().name("lab-agents").unstarted(this::read);
    private final Thread sender = Thread.ofPlatform().name("lab-agents-late").unstarted(this::sendLate);
    private volatile boolean running = true;

    /**
     * @param socket closed with the responder
     * @param world held while agents are asked; who changes what they tell holds it as well
     * @param start second 0 of the practice network, in monotonic nanoseconds
     */
    public AgentResponder(UdpSocket socket, Clock clock, Object world, long start, List<? extends Credential> credentials) {
        this.socket = socket;
        this.clock = clock;
        this.world = world;
        this.start = start;
        agents = new Agents(credentials, new Random());
    }

    /** Before {@link #start} only. */
    public void add(String name, List<InetAddress> addresses, Agent agent) {
        agents.add(name, addresses, agent);
    }

    /** That device has started anew. Who calls this holds the world. */
    public void rebooted(String name) {
        agents.rebooted(name);
    }

    public void start() {
        reader.start();
        sender.start();
    }

    /** One line for people. */
    public String counts() {
        return "agents: requests " + requests + ", replies " + replies + ", failed " + failed
                + ", dropped because the queue was full " + full;
    }

    /** Takes questions that come another way than by the socket; answers go out by the socket. */
    public Beside beside() {
        return new Beside();
    }

    /** For one thread. */
    public final class Beside {
        private final UdpSocket.Sender out = socket.sender();
        private final byte[] reply = new byte[UdpSocket.LONGEST];

        public void answer(UdpPacket question) {
            tryToAnswer(question.ends(), question.data(), question.data().length, reply, out);
            out.flush();
        }
    }

    private void read() {
        UdpSocket.Sender out = socket.sender();
        byte[] in = new byte[UdpSocket.LONGEST];
        byte[] reply = new byte[UdpSocket.LONGEST];
        while (running) {
            int count = socket.receive(WAIT_MILLIS);
            for (int i = 0; i < count; i++) {
                Ends ends = socket.ends(i);
                tryToAnswer(ends, in, socket.read(i, in), reply, out);
            }
            out.flush();
        }
    }

    /** One that cannot be answered spoils nothing for the others. */
    private void tryToAnswer(Ends ends, byte[] in, int length, byte[] reply, UdpSocket.Sender out) {
        try {
            answer(ends, in, length, reply, out);
        } catch (RuntimeException e) {
            failed.increment();
            if (failed.sum() == 1) {
                e.printStackTrace();
            }
        }
    }

    private void answer(Ends ends, byte[] in, int length, byte[] reply, UdpSocket.Sender out) {
        requests.increment();
        long nanos = clock.nanos();
        synchronized (world) {
            Agents.Reply said = agents.answer(ends, in, length, reply, (nanos - start) / 1e9, nanos);
            if (said != null) {
                send(said, ends, reply, nanos, out);
            }
        }
    }

    private void send(Agents.Reply said, Ends ends, byte[] reply, long nanos, UdpSocket.Sender out) {
        long later = said.agent().habit().kind() == Habit.Kind.SLOW ? said.agent().habit().span().toNanos() : 0;
        if (later == 0) {
            replies.increment();
            out.add(ends, reply, said.length());
        } else if (waitingCount.incrementAndGet() > MOST_WAITING) {
            waitingCount.decrementAndGet();
            full.increment();
        } else {
            waiting.add(new Late<>(new Answer(ends, Arrays.copyOf(reply, said.length())), nanos + later, order.incrementAndGet(), clock));
        }
    }

    private void sendLate() {
        UdpSocket.Sender out = socket.sender();
        while (running) {
            try {
                Late<Answer> next = waiting.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    waitingCount.decrementAndGet();
                    replies.increment();
                    out.add(next.what.ends(), next.what.reply(), next.what.reply().length);
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Ends both threads and the socket; what still waits is forgotten. */
    @Override
    public void close() {
        running = false;
        try {
            reader.join();
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.close();
    }

    /** An answer of a slow agent. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Answer(Ends ends, byte[] reply) {}
}
