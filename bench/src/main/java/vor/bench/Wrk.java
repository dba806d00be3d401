package vor.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.outside.Checkout;

/**
 * Debian's wrk, on one thread on one processor.
 *
 * @param processor on which it runs
 * @param span of each measurement
 */
record Wrk(int processor, Duration span) {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([0-9.]+)(s|m), ([0-9.]+)(B|KB|MB|GB) read");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.+)");

    /** @param bytesEach of an answer, its head included */
    record Result(double perSecond, double bytesEach) {}

    Result of(String url, int connections, List<String> headers) {
        List<String> command = new ArrayList<>(List.of(
                "taskset", "-c", Integer.toString(processor), "wrk", "-t1", "-c" + connections, "-d" + span.toSeconds() + "s"));
        headers.forEach(h -> command.addAll(List.of("-H", h)));
        command.add(url);
        String said = Checkout.run(Path.of("."), command);
        Matcher failed = FAILED.matcher(said);
        if (failed.find()) {
            throw new IllegalStateException("wrk was answered with failures: " + failed.group());
        }
        Matcher m = REQUESTS.matcher(said);
        if (!m.find()) {
            throw new IllegalStateException("wrk said no rate: " + said);
        }
        double requests = Double.parseDouble(m.group(1));
        double seconds = Double.parseDouble(m.group(2)) * (m.group(3).equals("m") ? 60 : 1);
        return new Result(requests / seconds, bytes(m.group(4), m.group(5)) / requests);
    }

    private static double bytes(String number, String unit) {
        return Double.parseDouble(number) * switch (unit) {
            case "GB" -> 1L << 30;
            case "MB" -> 1 << 20;
            case "KB" -> 1 << 10;
            default -> 1;
        };
    }
}
