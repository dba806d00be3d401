package vor.server.receive.statsd;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Reading;
import vor.wire.statsd.Numbers;

/**
 * Appends lines of kind, key and value with tabs between them: {@code c} what counters counted, {@code t} the times of timers and {@code s} the members of sets with semicolons between
 * them, {@code g} gauges. The thread {@code statsd-file} writes, and opens the file anew where another stands in its place, or when it is told to.
 */
final class FileBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(FileBackend.class);
    private static final int WAITING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path path;
    private final BlockingQueue<List<Flush>> waiting = new ArrayBlockingQueue<>(WAITING);
    private final LongAdder failed = new LongAdder();
    private final Thread writer;
    private volatile boolean anew;
    private @Nullable BufferedWriter out;
    private @Nullable Object opened;
    private boolean trouble;

    FileBackend(Path path) {
        this.path = path;
        writer = Thread.ofPlatform().daemon().name("statsd-file").unstarted(this::run);
        writer.start();
    }

    @Override
    public void flush(Flush flush, long processingMillis) {
        if (!waiting.offer(List.of(flush))) {
            failed.increment();
        }
    }

    private void run() {
        try {
            for (List<Flush> next = waiting.take(); !next.isEmpty(); next = waiting.take()) {
                for (Flush flush : next) {
                    tell(flush);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void tell(Flush flush) {
        try {
            BufferedWriter to = open();
            write(flush, to);
            to.flush();
            if (trouble) {
                LOG.info("{} can be written again", path);
            }
            trouble = false;
        } catch (IOException e) {
            failed.increment();
            if (!trouble) {
                LOG.error("flushes cannot be written to {}: {}; each is tried anew, none is kept", path, e.toString());
            }
            trouble = true;
            end();
        }
    }

    private BufferedWriter open() throws IOException {
        BufferedWriter there = out;
        if (there != null && !anew && identity().equals(opened)) {
            return there;
        }
        anew = false;
        end();
        BufferedWriter fresh = Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        out = fresh;
        opened = identity();
        return fresh;
    }

    /** Another one after a rotation. */
    private Object identity() throws IOException {
        try {
            return Files.getAttribute(path, "unix:ino");
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private static void write(Flush flush, BufferedWriter out) throws IOException {
        for (Map.Entry<String, Flush.Count> e : flush.counters().entrySet()) {
            line(out, 'c', e.getKey(), Numbers.write(e.getValue().count()));
        }
        for (Map.Entry<String, double[]> e : flush.raw().times().entrySet()) {
            line(out, 't', e.getKey(), Arrays.stream(e.getValue()).mapToObj(Numbers::write).collect(Collectors.joining(";")));
        }
        for (Map.Entry<String, Double> e : flush.gauges().entrySet()) {
            line(out, 'g', e.getKey(), Numbers.write(e.getValue()));
        }
        for (Map.Entry<String, Set<String>> e : flush.raw().members().entrySet()) {
            line(out, 's', e.getKey(), String.join(";", e.getValue()));
        }
    }

    /** Keys that were not made tidy may have a tab in them. */
    private static void line(BufferedWriter out, char kind, String key, String value) throws IOException {
        out.append(kind).append('\t').append(key.replace('\t', ' ')).append('\t').append(value).append('\n');
    }

    private void end() {
        BufferedWriter there = out;
        out = null;
        if (there != null) {
            try {
                there.close();
            } catch (IOException e) {
                LOG.debug("{} did not close in order", path, e);
            }
        }
    }

    @Override
    public void reopen() {
        anew = true;
    }

    @Override
    public List<Reading> readings() {
        return List.of(Reading.counter("vor_statsd_file_failed_total", "Flushes that could not be written to the file", failed::sum));
    }

    @Override
    public void close() {
        if (!waiting.offer(List.of())) {
            writer.interrupt();
        }
        try {
            if (!writer.join(PATIENCE)) {
                LOG.warn("{} is not written to its end", path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
