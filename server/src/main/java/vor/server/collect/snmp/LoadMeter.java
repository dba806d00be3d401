package vor.server.collect.snmp;

import vor.model.Agent;

/** What asking one agent costs, over the last minute in six windows of ten seconds. Pure. */
final class LoadMeter {
    private static final int WINDOWS = 6;
    private static final long WINDOW = 10_000_000_000L;
    private static final double GAIN = 1.0 / 8;

    private final long[] requests = new long[WINDOWS + 1];
    private final long[] bytes = new long[WINDOWS + 1];
    private final long began;
    private long window;
    private double roundTrip = Double.NaN;
    private double deviation;
    private long timeouts;

    LoadMeter(long now) {
        began = now;
        window = now / WINDOW;
    }

    void sent(long now, int size) {
        turn(now);
        requests[place(window)]++;
        bytes[place(window)] += size;
    }

    void received(long now, int size, double roundTripMs) {
        turn(now);
        bytes[place(window)] += size;
        double error = Double.isNaN(roundTrip) ? 0 : Math.abs(roundTripMs - roundTrip);
        deviation = Double.isNaN(roundTrip) ? roundTripMs / 2 : deviation + (error - deviation) / 4;
        roundTrip = Double.isNaN(roundTrip) ? roundTripMs : roundTrip + (roundTripMs - roundTrip) * GAIN;
    }

    void timeout() {
        timeouts++;
    }

    private void turn(long now) {
        long next = now / WINDOW;
        for (long w = Math.max(window + 1, next - WINDOWS); w <= next; w++) {
            requests[place(w)] = 0;
            bytes[place(w)] = 0;
        }
        window = next;
    }

    private static int place(long window) {
        return (int) Math.floorMod(window, (long) WINDOWS + 1);
    }

    /** Milliseconds after which an answer is late: RFC 6298's shape, with a floor for agents that are busy now and then. */
    double patience() {
        return Double.isNaN(roundTrip) ? 2000 : Math.clamp(roundTrip + 4 * deviation, 1000, 5000);
    }

    /** The same for a question that somebody waits for, and whose answer counts however often it was asked. */
    double impatience() {
        return Double.isNaN(roundTrip) ? 1000 : Math.clamp(roundTrip + 4 * deviation, 200, 5000);
    }

    Agent.Load load(long now, int repetitions) {
        turn(now);
        double seconds = Math.clamp((now - began) / 1e9, 1, WINDOWS * WINDOW / 1e9);
        return new Agent.Load(sum(requests) / seconds, sum(bytes) / seconds, roundTrip, repetitions, timeouts);
    }

    private static double sum(long[] windows) {
        long sum = 0;
        for (long w : windows) {
            sum += w;
        }
        return sum;
    }
}
