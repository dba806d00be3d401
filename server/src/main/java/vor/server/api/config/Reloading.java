package vor.server.api.config;

import java.time.Instant;
import java.util.List;

/** Whoever reads the configuration anew. */
public interface Reloading {
    /**
     * Reads it now, and takes it in if all of it is good. Any thread; waits until it is done.
     *
     * @param dry only say what would change
     */
    Outcome reload(boolean dry);

    /**
     * @param since when the configuration that runs now was taken in
     * @param changes against what ran before; empty when nothing differs, and when it was refused
     * @param faults why it was refused; empty when it was not
     */
    record Outcome(Instant since, List<Change> changes, List<Fault> faults) {
        public Outcome {
            changes = List.copyOf(changes);
            faults = List.copyOf(faults);
        }
    }

    /**
     * One key that differs.
     *
     * @param before as the file has it, no secret; empty for nothing
     * @param after the same
     * @param restart whether it counts only after a restart
     */
    record Change(String key, String before, String after, boolean restart) {
        /** One line. */
        @Override
        public String toString() {
            return key + ": " + shown(before) + " -> " + shown(after) + (restart ? " (needs a restart)" : "");
        }

        private static String shown(String text) {
            return text.isEmpty() ? "nothing" : text;
        }
    }

    /**
     * @param line from 1; 0 when the file as a whole is meant
     * @param column from 1
     */
    record Fault(String field, String message, int line, int column) {}
}
