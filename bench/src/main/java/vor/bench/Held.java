package vor.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.outside.Checkout;

/**
 * What a Java program truly holds: its heap right after a collection of everything. Resident memory grows until the heap has found its size, whatever is held;
 * this does not.
 */
final class Held {
    /* "Tenured    total 43712K, used 21033K [0x…" and the same of DefNew, the young one; metaspace is another line. */
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured|generation)\\s+total \\d+K, used (\\d+)K");

    private Held() {}

    /** In megabytes of 1,000,000 bytes. */
    static double megabytes(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Checkout.run(Path.of("."), List.of(jcmd, Long.toString(pid), "GC.run"));
        String heap = Checkout.run(Path.of("."), List.of(jcmd, Long.toString(pid), "GC.heap_info"));
        Matcher used = USED.matcher(heap);
        long kilobytes = 0;
        int generations = 0;
        for (; used.find(); generations++) {
            kilobytes += Long.parseLong(used.group(1));
        }
        if (generations != 2) {
            throw new IllegalStateException("jcmd tells of no two generations: " + heap);
        }
        return kilobytes * 1024 / 1e6;
    }
}
