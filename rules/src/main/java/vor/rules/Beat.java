package vor.rules;

import vor.model.Event;

/**
 * The beat of a step that works at intervals: begins with an event, ends with an expired one, or when the newest has outlived its time to live by our clock. Events that
 * tell none keep it going.
 */
final class Beat {
    private boolean on;
    private long until;

    /** @return whether it beats now; an expired event has ended it */
    boolean hears(Event event, Cell<?> cell, long first) {
        if (event.isExpired()) {
            on = false;
            cell.sleep();
            return false;
        }
        until = event.ttl().isPresent() ? Spans.until(event, cell.now()) : Long.MAX_VALUE;
        if (!on) {
            on = true;
            cell.wakeAt(cell.now() + first);
        }
        return true;
    }

    boolean on() {
        return on;
    }

    /** The step was woken. @return whether it still counts; then it will be woken again */
    boolean goesOn(Cell<?> cell, long interval) {
        on = until >= cell.now();
        if (on) {
            cell.wakeAt(cell.now() + interval);
        }
        return on;
    }
}
