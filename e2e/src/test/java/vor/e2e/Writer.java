package vor.e2e;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.VorServer;

/**
 * A client that writes without a pause, on a thread of its own, and remembers what the server acknowledged. Each write
 * puts the next number as note on two devices at once, so that half a write would show.
 */
final class Writer {
    private static final int PAIRS = 20;

    private final Map<Integer, Long> acknowledged = new HashMap<>();
    private final Map<Integer, Long> unsure = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final Thread thread;
    private final URI url;
    private long next;
    private int count;
    private volatile boolean stopped;

    Writer(URI url) {
        this.url = url;
        thread = new Thread(this::write, "writer");
        thread.setDaemon(true);
        thread.start();
    }

    private void write() {
        try (Api api = new Api(url)) {
            while (!stopped) {
                long number = ++next;
                int pair = (int) (number % PAIRS);
                note(unsure, pair, number);
                try {
                    Api.Reply reply = api.send("PUT", "/devices", both(pair, number));
                    if (reply.status() / 100 == 2) {
                        acknowledge(pair, number);
                    } else {
                        refused(reply);
                    }
                } catch (UncheckedIOException noServer) {
                    Deadline.pause(Duration.ofMillis(5));
                }
            }
        }
    }

    private static String both(int pair, long number) {
        return "[" + device("left-" + pair, number) + "," + device("right-" + pair, number) + "]";
    }

    private static String device(String name, long number) {
        return "{\"name\":\"" + name + "\",\"profile\":\"wired\",\"addresses\":[],\"note\":\"" + number + "\"}";
    }

    private synchronized void note(Map<Integer, Long> where, int pair, long number) {
        where.put(pair, number);
    }

    private synchronized void acknowledge(int pair, long number) {
        acknowledged.put(pair, number);
        count++;
    }

    private synchronized void refused(Api.Reply reply) {
        refused.add(reply.status() + " " + reply.text());
    }

    /** What the server would not take, the newest last. */
    synchronized String refusals() {
        return refused.isEmpty() ? "" : refused.size() + " refused, the last: " + refused.getLast() + "; ";
    }

    void stop() {
        stopped = true;
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many writes. */
    synchronized int acknowledged() {
        return count;
    }

    /** What the server holds that it should not, or no longer holds; empty when all is there. */
    synchronized List<String> compare(VorServer server) {
        Map<String, Long> notes = new HashMap<>();
        try (Api api = server.api()) {
            for (JsonNode device : api.get("/devices").body().path("devices")) {
                notes.put(device.path("name").asString(), Long.parseLong(device.path("note").asString("-1")));
            }
        }
        List<String> faults = new ArrayList<>();
        refused.stream().filter(r -> !r.startsWith("503")).forEach(r -> faults.add("refused: " + r));
        acknowledged.forEach((pair, number) -> {
            long left = notes.getOrDefault("left-" + pair, 0L);
            long right = notes.getOrDefault("right-" + pair, 0L);
            if (left != right) {
                faults.add("pair " + pair + " is half written: " + left + " and " + right);
            }
            if (left < number || left > unsure.getOrDefault(pair, 0L)) {
                faults.add("pair " + pair + " holds " + left + ", acknowledged " + number + ", tried " + unsure.get(pair));
            }
        });
        return faults;
    }
}
