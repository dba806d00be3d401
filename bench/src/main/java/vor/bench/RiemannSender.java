package vor.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that sends events by Riemann's protocol over TCP, the next message before the last is answered: {@code PORT EVENTS CONNECTIONS SECONDS RATE PROBES},
 * events of a message, events and probes a second, where rate 0 is as fast as they are taken. Prints how many events went, probes left out, and the seconds from
 * the first byte until the last answer. Each answer must be there and say ok.
 */
final class RiemannSender {
    /* About 70 kB at once: more saves nothing. With a rate less, so that it is even. */
    private static final int EVENTS_FLAT_OUT = 1_000;
    private static final int EVENTS_PACED = 100;
    private static final int SINGLE_PACED = 10;
    private static final int ANSWER = 6;
    private static final byte[] OK = {0, 0, 0, 2, 0x10, 1};
    private static final long NAP_NANOS = 200_000;

    private final int port;
    private final int events;
    private final int connections;
    private final double seconds;
    private final double rate;
    private final double probes;

    /** @param rate events a second of each connection; 0 for as fast as they are taken */
    private RiemannSender(int port, int events, int connections, double seconds, double rate, double probes) {
        this.port = port;
        this.events = events;
        this.connections = connections;
        this.seconds = seconds;
        this.rate = rate;
        this.probes = probes;
    }

    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[2]);
        new RiemannSender(
                        Integer.parseInt(args[0]), Integer.parseInt(args[1]), connections, Double.parseDouble(args[3]), Double.parseDouble(args[4]) / connections, Double.parseDouble(args[5]))
                .run();
    }

    private void run() throws IOException, InterruptedException {
        int ofPiece = rate == 0 ? EVENTS_FLAT_OUT : events == 1 ? SINGLE_PACED : EVENTS_PACED;
        RiemannMessages messages = RiemannMessages.of(events, Math.max(1, ofPiece / events), Instant.now());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            lines.add(new Line(messages, i == 0 ? probes : 0));
        }
        long began = System.nanoTime();
        lines.forEach(Line::start);
        long sent = 0;
        for (Line line : lines) {
            line.await();
            sent += line.sent;
        }
        System.out.printf(Locale.ROOT, "%d %.6f%n", sent, (System.nanoTime() - began) / 1e9);
    }

    /** One connection: a thread writes, another reads the answers. */
    private final class Line {
        private final SocketChannel channel = SocketChannel.open();
        private final RiemannMessages messages;
        private final double probesPerSecond;
        private final ByteBuffer probe = RiemannMessages.probe(Instant.now());
        private final Thread writing = Thread.ofPlatform().name("writing").unstarted(() -> guarded(this::write));
        private final Thread reading = Thread.ofPlatform().name("reading").unstarted(() -> guarded(this::read));
        private long sent;
        private long probed;
        private volatile long asked = Long.MAX_VALUE;

        Line(RiemannMessages messages, double probesPerSecond) throws IOException {
            this.messages = messages;
            this.probesPerSecond = probesPerSecond;
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }

        void start() {
            writing.start();
            reading.start();
        }

        void await() throws InterruptedException, IOException {
            writing.join();
            reading.join();
            channel.close();
        }

        private void write() throws IOException {
            int each = RiemannMessages.PAIRS / messages.pieces();
            long began = System.nanoTime();
            int next = 0;
            for (double now = 0; now < seconds; now = (System.nanoTime() - began) / 1e9) {
                while (rate > 0 && sent < now * rate) {
                    next = piece(next, each);
                    probe(began, now);
                }
                if (rate == 0) {
                    next = piece(next, each);
                    probe(began, now);
                } else {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
            asked = sent / events + probed;
            channel.shutdownOutput();
        }

        private int piece(int number, int each) throws IOException {
            whole(messages.piece(number));
            sent += each;
            return number + 1 == messages.pieces() ? 0 : number + 1;
        }

        /** Its clock began when it was due: that we could not write is not to be hidden. */
        private void probe(long began, double now) throws IOException {
            while (probed < now * probesPerSecond) {
                RiemannMessages.stamp(probe, began / 1e3 + probed / probesPerSecond * 1e6);
                whole(probe.rewind());
                probed++;
            }
        }

        private void whole(ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        private void read() throws IOException {
            InputStream in = Channels.newInputStream(channel);
            byte[] some = new byte[64 << 10];
            long come = 0;
            while (asked == Long.MAX_VALUE || come < asked * ANSWER) {
                int count = in.read(some);
                if (count < 0) {
                    break;
                }
                for (int i = 0; i < count; i++, come++) {
                    if (some[i] != OK[(int) (come % ANSWER)]) {
                        throw new IOException("an answer is no ok, at byte " + come);
                    }
                }
            }
            if (come != asked * ANSWER) {
                throw new IOException(come / ANSWER + " answers to " + asked + " messages");
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Half a result is none. */
    private static void guarded(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            System.err.println("the sender: " + e);
            Runtime.getRuntime().halt(1);
        }
    }
}
