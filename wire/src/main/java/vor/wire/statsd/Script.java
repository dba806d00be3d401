package vor.wire.statsd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JavaScript that was written down, with its place. */
public sealed interface Script {
    /** Where it begins. */
    Place at();

    /** As {@code String(value)} gives it. */
    String text();

    /**
     * A place in a file.
     *
     * @param line from 1
     * @param column from 1, in characters
     */
    record Place(int line, int column) {}

    record Text(String value, Place at) implements Script {
        @Override
        public String text() {
            return value;
        }
    }

    /** Never NaN. */
    record Number(double value, Place at) implements Script {
        @Override
        public String text() {
            return Numbers.write(value);
        }
    }

    record Truth(boolean value, Place at) implements Script {
        @Override
        public String text() {
            return String.valueOf(value);
        }
    }

    /** {@code null}. */
    record Nothing(Place at) implements Script {
        @Override
        public String text() {
            return "null";
        }
    }

    record Many(List<Script> items, Place at) implements Script {
        public Many {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return String.join(",", items.stream().map(i -> i instanceof Nothing ? "" : i.text()).toList());
        }
    }

    /** @param fields by name, in the order of the file; of equal names the last counts */
    record Fields(Map<String, Script> fields, Place at) implements Script {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String text() {
            return "[object Object]";
        }
    }
}
