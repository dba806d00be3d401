package vor.wire.collectd;

/** One number of a value list, as the sender holds it. */
public sealed interface Value {

    Kind kind();

    /** @param number without sign */
    record Counter(long number) implements Value {
        @Override
        public Kind kind() {
            return Kind.COUNTER;
        }
    }

    /** @param value NaN when the sender does not know it */
    record Gauge(double value) implements Value {
        @Override
        public Kind kind() {
            return Kind.GAUGE;
        }
    }

    record Derive(long number) implements Value {
        @Override
        public Kind kind() {
            return Kind.DERIVE;
        }
    }

    /** @param number without sign */
    record Absolute(long number) implements Value {
        @Override
        public Kind kind() {
            return Kind.ABSOLUTE;
        }
    }
}
