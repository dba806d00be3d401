package vor.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads by WebSocket what a rule publishes, and notes how old each probe is: its metric is the moment at which it was due, in microseconds of the machine's monotonic clock. */
final class ProbeReader implements WebSocket.Listener, AutoCloseable {
    private static final Pattern METRIC = Pattern.compile("\"metric\":([0-9.eE+-]+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Double> ages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    ProbeReader(int port) {
        socket = http.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port + "/pubsub/" + TenthRules.LATENCY), this).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        long now = System.nanoTime();
        text.append(part);
        if (last) {
            note(now);
        }
        from.request(1);
        return null;
    }

    private synchronized void note(long now) {
        Matcher metric = METRIC.matcher(text);
        if (metric.find()) {
            ages.add(now / 1e6 - Double.parseDouble(metric.group(1)) / 1e3);
        }
        text.setLength(0);
    }

    /** Milliseconds. */
    synchronized List<Double> ages() {
        return List.copyOf(ages);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
