package vor.server.rules;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Event;
import vor.model.Reading;
import vor.rules.Firing;

/**
 * The last pages, and a webhook that gets each: a POST of JSON, tried three times, on the thread {@code pages}. What waits for it is bounded; what does not fit is shown as not posted, and
 * counted. Safe for any thread.
 */
public final class Pages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final int KEPT = 100;
    private static final int MOST_WAITING = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final Clock clock;
    private final Body body;
    private final Map<Long, Paged> last = new LinkedHashMap<>();
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder count = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final HttpClient client;
    private final Thread poster;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<URI> webhook = Optional.empty();
    private long number;

    private record Waiting(long number, URI to, byte[] body) {}

    /** How a page is written for the webhook. */
    @FunctionalInterface
    public interface Body {
        byte[] of(Paged page);
    }

    public Pages(Clock clock, Body body) {
        this.clock = clock;
        this.body = body;
        this.client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();
        this.poster = Thread.ofPlatform().daemon().name("pages").unstarted(this::post);
    }

    /** Begins to post. */
    public void start() {
        poster.start();
    }

    /** Who hears of pages from now on. */
    public void webhook(Optional<URI> next) {
        webhook = next;
    }

    /** Each event of it is a page. Returns at once. */
    void page(String to, Firing firing) {
        for (Event event : firing.events()) {
            count.increment();
            Optional<URI> hook = webhook;
            long own = keep(new Paged(firing.at(), to, firing.rule(), event, hook.isPresent() ? "waits to be posted" : "no webhook"));
            LOG.warn("page {}: {} {} is {}, by rule {}", to, event.host(), event.service(), event.state(), firing.rule());
            if (hook.isPresent() && !queue.offer(new Waiting(own, hook.get(), body.of(new Paged(firing.at(), to, firing.rule(), event, ""))))) {
                failed.increment();
                became(own, "not posted: too many wait");
            }
        }
    }

    private synchronized long keep(Paged page) {
        last.put(++number, page);
        if (last.size() > KEPT) {
            last.remove(last.keySet().iterator().next());
        }
        return number;
    }

    private synchronized void became(long own, String posted) {
        last.computeIfPresent(own, (n, p) -> new Paged(p.at(), p.to(), p.rule(), p.event(), posted));
    }

    /** The newest first. */
    public synchronized List<Paged> last() {
        Deque<Paged> all = new ArrayDeque<>();
        last.values().forEach(all::addFirst);
        return List.copyOf(all);
    }

    private void post() {
        try {
            while (true) {
                Waiting next = queue.take();
                became(next.number(), posted(next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String posted(Waiting next) throws InterruptedException {
        String why = "";
        for (int attempt = 0; attempt <= PAUSES.size(); attempt++) {
            long begun = clock.nanos();
            try {
                HttpRequest request = HttpRequest.newBuilder(next.to())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(next.body()))
                        .build();
                int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status < 300) {
                    return status + " in " + Duration.ofNanos(clock.nanos() - begun).toMillis() + " ms";
                }
                why = "answered " + status;
                if (status < 500 && status != 429) {
                    break;
                }
            } catch (IOException e) {
                why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
            if (attempt < PAUSES.size()) {
                ended.await(PAUSES.get(attempt).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        failed.increment();
        LOG.warn("a page could not be posted to the webhook: {}", why);
        return "failed: " + why;
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_pages_total", "Pages of rules", count::sum),
                Reading.counter("vor_pages_not_posted_total", "Pages that the webhook did not get", failed::sum));
    }

    @Override
    public void close() {
        ended.countDown();
        poster.interrupt();
        client.shutdownNow();
    }
}
