package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What our own kernel has counted of echoes, both protocols: the judge of what was really sent and came back.
 *
 * @param sent echo requests
 * @param received echo replies
 */
record EchoCounters(long sent, long received) {

    static EchoCounters read() {
        Map<String, Long> all = new HashMap<>();
        try {
            pairs(Files.readAllLines(Path.of("/proc/net/snmp")), all);
            for (String line : Files.readAllLines(Path.of("/proc/net/snmp6"))) {
                String[] words = line.strip().split("\\s+", -1);
                all.put(words[0], Long.parseLong(words[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EchoCounters(
                all.getOrDefault("Icmp:OutEchos", 0L) + all.getOrDefault("Icmp6OutEchos", 0L),
                all.getOrDefault("Icmp:InEchoReps", 0L) + all.getOrDefault("Icmp6InEchoReplies", 0L));
    }

    /* Each protocol has two lines: names, then numbers. */
    private static void pairs(List<String> lines, Map<String, Long> into) {
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = lines.get(i).split(" ", -1);
            String[] numbers = lines.get(i + 1).split(" ", -1);
            for (int j = 1; j < names.length; j++) {
                into.put(names[0] + names[j], Long.parseLong(numbers[j]));
            }
        }
    }

    EchoCounters since(EchoCounters before) {
        return new EchoCounters(sent - before.sent, received - before.received);
    }
}
