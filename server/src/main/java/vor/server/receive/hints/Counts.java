package vor.server.receive.hints;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Reading;

/** What one door counts; read from any thread. */
final class Counts {
    final LongAdder accepted = new LongAdder();
    final LongAdder hints = new LongAdder();
    final LongAdder bad = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder shed = new LongAdder();

    List<Reading> readings(String door) {
        String name = "vor_" + door + "_";
        return List.of(
                Reading.counter(name + "accepted_total", "messages read from devices of the inventory", accepted::sum),
                Reading.counter(name + "hints_total", "of these, such that told of a port", hints::sum),
                Reading.counter(name + "bad_total", "messages that could not be read, or came under no credential of ours", bad::sum),
                Reading.counter(name + "unknown_total", "messages about no device of the inventory", unknown::sum),
                Reading.counter(name + "shed_total", "messages beyond their sender's share, not read", shed::sum));
    }
}
