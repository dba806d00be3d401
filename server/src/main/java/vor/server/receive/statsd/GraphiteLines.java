package vor.server.receive.statsd;

import vor.server.receive.statsd.Flush.Timing;
import vor.wire.statsd.Keys;
import vor.wire.statsd.Numbers;

/** What Graphite is told of a flush: the names and their order are those of statsd. Immutable, for any thread. */
public final class GraphiteLines {

    /** Takes one line after the other. */
    @FunctionalInterface
    public interface To {
        void line(String name, double value, long second);
    }

    /**
     * How sending went, as statsd tells of itself with each connection.
     *
     * @param lastException the second of the last time that it could not be tried, 0 when there was none
     * @param lastFlush the second of the last time that it was done
     * @param flushMillis how long that took
     * @param flushLength how many characters these were
     */
    public record Sent(long lastException, long lastFlush, long flushMillis, long flushLength) {}

    private final Names names;
    private final String counters;
    private final String timers;
    private final String gauges;
    private final String sets;
    private final String suffix;

    public GraphiteLines(Names names) {
        this.names = names;
        boolean legacy = names.legacy();
        counters = legacy ? "stats." : below(names.prefix(), names.counters());
        timers = legacy ? "stats.timers." : below(names.prefix(), names.timers());
        gauges = legacy ? "stats.gauges." : below(names.prefix(), names.gauges());
        sets = legacy ? "stats.sets." : below(names.prefix(), names.sets());
        suffix = names.suffix().map(s -> "." + s).orElse("");
    }

    private static String below(String... parts) {
        StringBuilder out = new StringBuilder();
        for (String part : parts) {
            out.append(part).append(part.isEmpty() ? "" : ".");
        }
        return out.toString();
    }

    /** All metrics of others and the three counters and the gauge of ours. */
    public void metrics(Flush flush, To to) {
        long second = flush.second();
        flush.counters().forEach((key, count) -> {
            to.line(name(counters, key, names.legacy() ? "" : ".rate"), count.perSecond(), second);
            if (names.counts()) {
                to.line(names.legacy() ? name("stats_counts.", key, "") : name(counters, key, ".count"), count.count(), second);
            }
        });
        flush.timers().forEach((key, timing) -> timing(key, timing, to, second));
        flush.gauges().forEach((key, value) -> to.line(name(gauges, key, ""), value, second));
        flush.sets().forEach((key, size) -> to.line(name(sets, key, ".count"), size, second));
    }

    private void timing(String key, Timing timing, To to, long second) {
        timing.numbers().forEach((what, value) -> to.line(name(timers, key, "." + what), value, second));
        timing.histogram().forEach((bin, count) -> to.line(name(timers, key, ".histogram." + bin), count, second));
    }

    /**
     * What statsd tells of its own work.
     *
     * @param calculationMillis making these lines took
     * @param processingMillis making the flush took
     */
    public void own(Flush flush, long calculationMillis, long processingMillis, To to) {
        to.line(names.legacy() ? names.prefixStats() + ".numStats" + suffix : ownName(".numStats"), flush.numStats(), flush.second());
        to.line(ownName(".graphiteStats.calculationtime"), (double) calculationMillis, flush.second());
        to.line(ownName(".processing_time"), (double) processingMillis, flush.second());
    }

    /**
     * What statsd tells of sending.
     *
     * @param second when it is connected
     */
    public void sent(Sent sent, long second, To to) {
        String name = below(names.legacy() ? "stats" : names.prefix()) + names.prefixStats() + ".graphiteStats.";
        to.line(name + "last_exception" + suffix, (double) sent.lastException(), second);
        to.line(name + "last_flush" + suffix, (double) sent.lastFlush(), second);
        to.line(name + "flush_time" + suffix, (double) sent.flushMillis(), second);
        to.line(name + "flush_length" + suffix, (double) sent.flushLength(), second);
    }

    private String ownName(String what) {
        return names.legacy() ? "stats." + names.prefixStats() + what + suffix : name(below(names.prefix()), names.prefixStats(), what);
    }

    private String name(String before, String key, String behind) {
        int tags = key.indexOf(';');
        String name = tags < 0 ? key : key.substring(0, tags);
        return before + (names.tidy() ? name : Keys.tidy(name)) + behind + suffix + (tags < 0 ? "" : key.substring(tags));
    }

    /** A line of Graphite's protocol with its end, the number as JavaScript writes it. */
    public static void append(StringBuilder out, String name, double value, long second) {
        out.append(name).append(' ');
        Numbers.write(value, out);
        out.append(' ').append(second).append('\n');
    }
}
