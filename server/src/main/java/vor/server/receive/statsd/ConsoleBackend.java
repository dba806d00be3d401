package vor.server.receive.statsd;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import vor.wire.statsd.Inspect;
import vor.wire.statsd.Inspect.Shown;

/** Prints each flush as statsd's console does, which is what Node makes of its objects. */
final class ConsoleBackend implements Backend {
    private static final int DEEP = 5;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM dd yyyy HH:mm:ss 'GMT'Z (zzzz)", Locale.ENGLISH);

    private final Inspect inspect;
    private final Consumer<String> printer;
    private final long began;

    /** @param began the second in which it was started, which is all that it says of itself */
    ConsoleBackend(boolean colours, Consumer<String> printer, long began) {
        inspect = colours ? new Inspect(DEEP, true) : Inspect.plain();
        this.printer = printer;
        this.began = began;
    }

    @Override
    public void flush(Flush flush, long processingMillis) {
        Map<String, Shown> out = new LinkedHashMap<>();
        out.put("counters", numbers(flush.counters(), Flush.Count::count));
        Map<String, Shown> times = new LinkedHashMap<>();
        flush.raw().times().forEach((key, values) -> times.put(key, new Shown.Numbers(values)));
        out.put("timers", new Shown.Fields(times));
        out.put("gauges", numbers(flush.gauges(), value -> value));
        Map<String, Shown> data = new LinkedHashMap<>();
        flush.timers().forEach((key, timing) -> data.put(key, timing(timing)));
        out.put("timer_data", new Shown.Fields(data));
        out.put("counter_rates", numbers(flush.counters(), Flush.Count::perSecond));
        Map<String, Shown> sets = new LinkedHashMap<>();
        flush.raw().members().forEach((key, members) -> sets.put(key, new Shown.Texts(inOrder(members))));
        out.put("sets", new Shown.Fields(sets));
        out.put("pctThreshold", new Shown.Numbers(flush.raw().percentiles().stream().mapToDouble(p -> p).toArray()));
        printer.accept("Flushing stats at  " + date(flush.second()));
        printer.accept(inspect.of(new Shown.Fields(out)));
    }

    private static <T> Shown.Fields numbers(Map<String, T> all, ToDoubleFunction<T> number) {
        Map<String, Shown> shown = new LinkedHashMap<>();
        all.forEach((key, value) -> shown.put(key, new Shown.Number(number.applyAsDouble(value))));
        return new Shown.Fields(shown);
    }

    private static Shown timing(Flush.Timing timing) {
        Map<String, Shown> shown = new LinkedHashMap<>();
        timing.numbers().forEach((name, value) -> shown.put(name, new Shown.Number(value)));
        if (!timing.histogram().isEmpty()) {
            shown.put("histogram", numbers(timing.histogram(), Integer::doubleValue));
        }
        return new Shown.Fields(shown);
    }

    private static List<String> inOrder(Set<String> members) {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        members.forEach(member -> fields.put(member, true));
        return new ArrayList<>(Inspect.ordered(fields).keySet());
    }

    /** As {@code Date} of JavaScript shows a second. */
    static String date(long second) {
        return DATE.format(Instant.ofEpochSecond(second).atZone(ZoneId.systemDefault()));
    }

    @Override
    public Map<String, Map<String, Long>> status() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("lastFlush", began);
        numbers.put("lastException", began);
        return Map.of("console", numbers);
    }

    @Override
    public void close() {}
}
