package vor.server.receive.riemann;

import java.util.concurrent.atomic.LongAdder;
import vor.server.receive.net.Bads;

/** What came, what was told, and what was wrong with it. Safe for any thread. */
final class Counts {
    final LongAdder messages = new LongAdder();
    final LongAdder datagrams = new LongAdder();
    final LongAdder lines = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder queries = new LongAdder();
    final LongAdder handshakes = new LongAdder();
    final LongAdder told = new LongAdder();
    final LongAdder slow = new LongAdder();
    final LongAdder tooMany = new LongAdder();
    final Bads bads;

    Counts(Bads bads) {
        this.bads = bads;
    }
}
