package vor.server.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vor.model.Family;
import vor.model.Ping;

/** The last ten minutes of one target, six bytes a second; grows as seconds come. Safe for any thread. */
final class Ring {
    static final int SECONDS = 600;
    private static final int FIRST_SIZE = 60;

    /** A summary this much older than the newest is late; one that is older still means that somebody set the clock back. */
    private static final long LATE_SECONDS = 5;

    private final String address;
    private Family family = Family.NONE;
    private float[] rtt = new float[0];
    private byte[] sent = new byte[0];
    private byte[] lost = new byte[0];
    private long first;
    private long newest;
    private long lastReply = Long.MIN_VALUE;

    Ring(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    synchronized void add(Ping ping) {
        long second = ping.at().getEpochSecond();
        if (rtt.length == 0 || second < newest - LATE_SECONDS || second >= newest + SECONDS) {
            restart(second);
        }
        if (second < first || second < newest) {
            return;
        }
        advance(second);
        family = ping.family();
        write(ping, place(second));
    }

    private void restart(long second) {
        rtt = new float[FIRST_SIZE];
        sent = new byte[FIRST_SIZE];
        lost = new byte[FIRST_SIZE];
        first = second;
        newest = second - 1;
    }

    private void advance(long second) {
        while (newest < second) {
            newest++;
            if (newest - first >= rtt.length && rtt.length < SECONDS) {
                grow();
            }
            first = Math.max(first, newest - rtt.length + 1);
            clear(place(newest));
        }
    }

    /** While it grows nothing has been overwritten yet, so that second {@code first} still stands where it began. */
    private void grow() {
        int size = Math.min(SECONDS, rtt.length * 2);
        float[] r = new float[size];
        byte[] s = new byte[size];
        byte[] l = new byte[size];
        for (long t = first; t < newest; t++) {
            int from = place(t);
            int to = Math.floorMod(t, size);
            r[to] = rtt[from];
            s[to] = sent[from];
            l[to] = lost[from];
        }
        rtt = r;
        sent = s;
        lost = l;
    }

    private void clear(int place) {
        rtt[place] = Float.NaN;
        sent[place] = 0;
        lost[place] = 0;
    }

    private void write(Ping ping, int place) {
        sent[place] = (byte) Math.clamp(ping.sent(), 0, 255);
        lost[place] = (byte) Math.clamp(ping.lost(), 0, 255);
        long reply = ping.lastReply().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        if (reply != lastReply) {
            lastReply = reply;
            ping.rtt().ifPresent(r -> rtt[place] = (float) r.last());
        }
    }

    private int place(long second) {
        return Math.floorMod(second, rtt.length);
    }

    synchronized LatencySeries read(int seconds) {
        long from = Math.max(first, newest - seconds + 1);
        List<LatencySeries.Point> points = new ArrayList<>();
        for (long t = from; t <= newest; t++) {
            int p = place(t);
            points.add(new LatencySeries.Point(rtt[p], Byte.toUnsignedInt(sent[p]), Byte.toUnsignedInt(lost[p])));
        }
        return new LatencySeries(address, family, Instant.ofEpochSecond(from), points);
    }
}
