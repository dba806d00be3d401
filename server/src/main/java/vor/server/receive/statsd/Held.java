package vor.server.receive.statsd;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is held of one key between flushes. */
final class Held {
    private Held() {}

    static final class Counter {
        double count;

        /** Somebody took it out of the sums. */
        boolean gone;

        Counter() {}

        Counter(double count) {
            this.count = count;
        }

        /** What has come, which begins at 0 again. */
        double take() {
            double all = count;
            count = 0;
            return all;
        }

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

        /** All values, which are its no longer; its weight is to be asked for before. */
        double[] take() {
            double[] all = size == values.length ? values : Arrays.copyOf(values, size);
            clear();
            return all;
        }

        double weight() {
            return weight;
        }

        private void clear() {
            values = NONE;
            size = 0;
            weight = 0;
        }
    }

    static final class Gauge {
        double value;

        /** For how many flushes it is still told; 0 is for ever. */
        int flushes;

        /** What is no number is forgotten, as 0 is; so that -0 is there after a change by it. */
        void change(double by) {
            value = Double.isNaN(value) || value == 0 ? by : value + by;
        }

        /** Another flush has told it; true when it has to go. */
        boolean ends() {
            return flushes > 0 && --flushes == 0;
        }
    }

    static final class Members {
        private Set<String> members = new LinkedHashSet<>(4);

        boolean has(String member) {
            return members.contains(member);
        }

        void add(String member) {
            members.add(member);
        }

        /** All members in the order in which they came; it has none any more. */
        Set<String> take() {
            Set<String> all = members;
            members = new LinkedHashSet<>(4);
            return all;
        }
    }
}
