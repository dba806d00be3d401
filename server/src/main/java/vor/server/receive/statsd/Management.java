package vor.server.receive.statsd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import vor.model.Clock;
import vor.server.receive.statsd.Aggregates.Kind;
import vor.wire.statsd.Inspect;
import vor.wire.statsd.Inspect.Shown;

/**
 * The port at which people and scripts look at statsd and delete what they do not want: answers are those of npm's statsd 0.9.0 on Node 20. A command is a line, or what came at once without
 * an end of line; of several lines that come at once each is answered, where npm's has one {@code ERROR} for all.
 */
final class Management {
    static final int MOST_CONNECTIONS = 20;

    /** A command without an end goes no further. */
    private static final int LONGEST = 64 << 10;

    private static final int PATIENCE_MILLIS = 600_000;
    private static final String HELP = "Commands: stats, counters, timers, gauges, delcounters, deltimers, delgauges, health, config, quit\n\n";

    private final Clock clock;
    private final StatsdSettings.Management settings;
    private final Supplier<Work> work;

    Management(Clock clock, StatsdSettings.Management settings, Supplier<Work> work) {
        this.clock = clock;
        this.settings = settings;
        this.work = work;
    }

    /** Until it says {@code quit}, or nothing for ten minutes. */
    void serve(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] buffer = new byte[LONGEST];
        int length = 0;
        for (int read = in.read(buffer, 0, LONGEST); read > 0; read = in.read(buffer, length, LONGEST - length)) {
            length += read;
            boolean whole = buffer[length - 1] == '\n' || in.available() == 0;
            if (whole || length == LONGEST) {
                if (!answer(new String(buffer, 0, length, StandardCharsets.ISO_8859_1), out)) {
                    return;
                }
                length = 0;
            }
        }
    }

    /** False when it wants no more. */
    private boolean answer(String commands, OutputStream out) throws IOException {
        for (String line : commands.strip().split("\r?\n", -1)) {
            List<String> words = new ArrayList<>(List.of(line.strip().split(" ", -1)));
            String command = words.removeFirst();
            if (command.equals("quit")) {
                return false;
            }
            out.write(answer(command, words).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return true;
    }

    /** What is said to a command, and all that stands behind it. */
    String answer(String command, List<String> words) {
        return switch (command) {
            case "help" -> HELP;
            case "config" -> config();
            case "health" -> health(words);
            case "stats" -> stats();
            case "counters" -> shown(Kind.COUNTERS);
            case "timers" -> shown(Kind.TIMERS);
            case "gauges" -> shown(Kind.GAUGES);
            case "delcounters" -> deleted(Kind.COUNTERS, words);
            case "deltimers" -> deleted(Kind.TIMERS, words);
            case "delgauges" -> deleted(Kind.GAUGES, words);
            default -> "ERROR\n";
        };
    }

    private String config() {
        StringBuilder out = new StringBuilder("\n");
        settings.config().forEach(line -> out.append(line).append('\n'));
        if (work.get().flushed()) {
            settings.configOnceFlushed().forEach(line -> out.append(line).append('\n'));
        }
        return out.toString();
    }

    private String health(List<String> words) {
        if (!words.isEmpty()) {
            switch (words.getFirst().toLowerCase(Locale.ROOT)) {
                case "up" -> work.get().healthy(true);
                case "down" -> work.get().healthy(false);
                default -> {} // whatever else only asks
            }
        }
        return "health: " + (work.get().healthy() ? "up" : "down") + "\n";
    }

    private String stats() {
        long now = Sums.second(clock.now());
        StringBuilder out = new StringBuilder("uptime: ").append(now - work.get().began()).append('\n');
        for (Map.Entry<String, Long> number : work.get().status()) {
            boolean age = number.getKey().substring(number.getKey().indexOf('.') + 1).startsWith("last_");
            out.append(number.getKey()).append(": ").append(age ? now - number.getValue() : number.getValue()).append('\n');
        }
        return out.append("END\n\n").toString();
    }

    private String shown(Kind kind) {
        return Inspect.plain().of(new Shown.Fields(work.get().sums().shown(kind))) + "\nEND\n\n";
    }

    private String deleted(Kind kind, List<String> words) {
        StringBuilder out = new StringBuilder();
        for (String word : words) {
            List<String> gone = work.get().sums().within(sums -> sums.delete(kind, word));
            if (gone.isEmpty()) {
                out.append("metric ").append(word).append(" not found\n");
            }
            gone.forEach(key -> out.append("deleted: ").append(key).append('\n'));
        }
        return out.append("END\n\n").toString();
    }
}
