package vor.server.receive.statsd;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Clock;
import vor.server.receive.net.Bads;

/** Lines of nobody: Java makes fast what it has seen, and the first second of a flood is no time to begin with that. */
final class Practice {
    private static final int ROUNDS = 20;
    private static final int PACKETS = 1_000;

    private Practice() {}

    static void run(Clock clock) {
        StatsdSettings settings = StatsdSettings.at(new Ear.Udp("127.0.0.1", 0), Adding.standard());
        KeyTally tally = new KeyTally(settings.watching().tally(), clock, line -> {});
        Sums sums = new Sums(clock, new Bads(clock), new LongAdder(), new LongAdder(), settings, List.of(), tally, line -> {});
        GraphiteLines lines = new GraphiteLines(Names.standard());
        for (int round = 0; round < ROUNDS; round++) {
            sums.begin();
            for (int i = 0; i < PACKETS; i++) {
                byte[] bytes = ("some.key" + i % 100 + ":" + i + (i % 2 == 0 ? "|c" : i % 3 == 0 ? "|ms|@0.5" : "|g")).getBytes(StandardCharsets.US_ASCII);
                sums.datagram(bytes, bytes.length, () -> "");
            }
            byte[] odd = "some key:1|c|#a:b\nmembers:x|s".getBytes(StandardCharsets.US_ASCII);
            sums.datagram(odd, odd.length, () -> "");
            sums.end();
            LineBuffer out = new LineBuffer();
            Flush flush = sums.take(clock.now()).flush();
            lines.metrics(flush, out::add);
            lines.own(flush, 0, 0, out::add);
        }
    }
}
