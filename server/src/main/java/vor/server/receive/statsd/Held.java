package vor.server.receive.statsd;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What is held of one key between flushes. */
final class Held {
    private Held() {}

    static final class Counter {
        double count;

        /** What is no number is forgotten, as 0 is. */
        void add(double more) {
            count = Double.isNaN(count) ? more : count + more;
        }
    }

    static final class Timer {
        private static final double[] NONE = {};

        private double[] values = NONE;
        private int size;
        private double weight;

        void add(double value, double rate) {
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.max(4, size + (size >> 1)));
            }
            values[size++] = value;
            weight += 1 / rate;
        }

        double[] values() {
            return Arrays.copyOf(values, size);
        }

        double weight() {
            return weight;
        }

        void clear() {
            values = NONE;
            size = 0;
            weight = 0;
        }
    }

    static final class Gauge {
        double value;

        /** For how many flushes it is still told; 0 is for ever. */
        int flushes;

        /** What is no number is forgotten, as 0 is. */
        void change(double by) {
            value = Double.isNaN(value) ? by : value + by;
        }

        /** Another flush has told it; true when it has to go. */
        boolean ends() {
            return flushes > 0 && --flushes == 0;
        }
    }

    static final class Members {
        private Set<String> members = new HashSet<>(4);

        boolean has(String member) {
            return members.contains(member);
        }

        void add(String member) {
            members.add(member);
        }

        int size() {
            return members.size();
        }

        void clear() {
            members = new HashSet<>(4);
        }
    }
}
