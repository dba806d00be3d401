package vor.server.collect.snmp;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Reading;

/** What the engine counts about itself; read from any thread. */
final class Counters {
    final AtomicLong agents = new AtomicLong();
    final LongAdder requests = new LongAdder();
    final LongAdder answers = new LongAdder();
    final LongAdder varbinds = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    final LongAdder refusals = new LongAdder();
    final LongAdder damaged = new LongAdder();
    final LongAdder strays = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder postponed = new LongAdder();

    List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_snmp_agents", "agents that are asked", agents::get),
                Reading.counter("vor_snmp_requests_total", "requests sent to agents", requests::sum),
                Reading.counter("vor_snmp_answers_total", "answers that a request waited for", answers::sum),
                Reading.counter("vor_snmp_varbinds_total", "variables in these answers", varbinds::sum),
                Reading.counter("vor_snmp_timeouts_total", "requests not answered in time", timeouts::sum),
                Reading.counter("vor_snmp_refusals_total", "times that an agent would not answer us", refusals::sum),
                Reading.counter("vor_snmp_damaged_total", "datagrams from agents that could not be read", damaged::sum),
                Reading.counter("vor_snmp_strays_total", "datagrams that nobody waited for", strays::sum),
                Reading.counter("vor_snmp_late_total", "tables asked for later than half their interval after they were due", late::sum),
                Reading.counter("vor_snmp_failures_total", "answers that Vor itself could not understand", failures::sum),
                Reading.counter("vor_snmp_dropped_total", "urgent questions that found their queue full, and ports that others were looked at instead of", dropped::sum),
                Reading.counter("vor_snmp_postponed_total", "requests held back by the budget", postponed::sum));
    }
}
