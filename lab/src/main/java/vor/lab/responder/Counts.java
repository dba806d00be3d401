package vor.lab.responder;

import java.util.concurrent.atomic.LongAdder;

/** What the responder has done. Safe for any thread. */
final class Counts {
    final LongAdder requests = new LongAdder();
    final LongAdder replies = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder twice = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder full = new LongAdder();
    final LongAdder refused = new LongAdder();

    /** One line. */
    @Override
    public String toString() {
        return "requests " + requests + ", replies " + replies + ", late " + late + ", twice " + twice
                + ", not an echo request " + ignored + ", dropped because the queue was full " + full
                + ", refused by the kernel " + refused;
    }
}
