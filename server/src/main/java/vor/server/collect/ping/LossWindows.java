package vor.server.collect.ping;

import java.util.Arrays;
import vor.model.Ping;

/** Requests sent and lost of one target: the running second, the last full second, and windows of 10 s, 1 min and 5 min. */
final class LossWindows {
    private static final int SECONDS = 10;
    private static final int TENS = 30;

    private final short[] sent = new short[SECONDS + TENS];
    private final short[] lost = new short[SECONDS + TENS];
    private int second;
    private int sentNow;
    private int lostNow;
    private int sentTen;
    private int lostTen;

    void sent() {
        sentNow++;
    }

    void lost() {
        lostNow++;
    }

    /** A second is full; called once for each. */
    void turn() {
        int slot = second % SECONDS;
        sent[slot] = clip(sentNow);
        lost[slot] = clip(lostNow);
        sentTen += sentNow;
        lostTen += lostNow;
        sentNow = 0;
        lostNow = 0;
        second++;
        if (second % SECONDS == 0) {
            int ten = SECONDS + (second / SECONDS - 1) % TENS;
            sent[ten] = clip(sentTen);
            lost[ten] = clip(lostTen);
            sentTen = 0;
            lostTen = 0;
        }
    }

    /** Begins anew. */
    void forget() {
        Arrays.fill(sent, (short) 0);
        Arrays.fill(lost, (short) 0);
        second = 0;
        sentNow = 0;
        lostNow = 0;
        sentTen = 0;
        lostTen = 0;
    }

    int sentLastSecond() {
        return second == 0 ? 0 : sent[(second - 1) % SECONDS];
    }

    int lostLastSecond() {
        return second == 0 ? 0 : lost[(second - 1) % SECONDS];
    }

    Ping.Loss shares() {
        return new Ping.Loss(
                share(sum(sent, 0, SECONDS), sum(lost, 0, SECONDS)),
                share(sentTen + recentTens(sent, 6), lostTen + recentTens(lost, 6)),
                share(sentTen + sum(sent, SECONDS, TENS), lostTen + sum(lost, SECONDS, TENS)));
    }

    private int recentTens(short[] counts, int tens) {
        int newest = second / SECONDS;
        int sum = 0;
        for (int ten = Math.max(0, newest - tens); ten < newest; ten++) {
            sum += counts[SECONDS + ten % TENS];
        }
        return sum;
    }

    private static int sum(short[] counts, int from, int length) {
        int sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += counts[i];
        }
        return sum;
    }

    private static double share(int sent, int lost) {
        return sent == 0 ? Double.NaN : Math.min(1.0, (double) lost / sent);
    }

    private static short clip(int count) {
        return (short) Math.min(count, Short.MAX_VALUE);
    }
}
