package vor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.DoubleAdder;
import vor.outside.Deadline;

/** A carbon that adds up what counters of ours are flushed with. */
final class FlushedCounts implements AutoCloseable {
    private static final String PREFIX = "stats_counts.bench.";

    private final ServerSocket socket;
    private final DoubleAdder sum = new DoubleAdder();

    FlushedCounts() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("carbon").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    long sum() {
        return Math.round(sum.sum());
    }

    /** Until so many are there, or nothing more has come for a while. */
    void settle(long wanted, Duration patience, Duration silence) {
        Deadline end = Deadline.in(patience);
        Deadline quiet = Deadline.in(silence);
        long last = sum();
        while (last < wanted && !end.passed() && !quiet.passed()) {
            Deadline.pause(Duration.ofMillis(50));
            if (sum() != last) {
                last = sum();
                quiet = Deadline.in(silence);
            }
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(PREFIX)) {
                        int space = line.indexOf(' ');
                        sum.add(Double.parseDouble(line.substring(space + 1, line.indexOf(' ', space + 1))));
                    }
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    System.err.println("carbon: " + e);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
