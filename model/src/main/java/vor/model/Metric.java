package vor.model;

/** The number of an event. Riemann tells whole numbers from others, and so do rules: 1 is not 1.0 there. */
public sealed interface Metric {

    /** As a floating-point number; a whole one beyond 2^53 is rounded. */
    double value();

    record Whole(long number) implements Metric {
        @Override
        public double value() {
            return number;
        }
    }

    /** @param value may be NaN or infinite: senders send that */
    record Real(double value) implements Metric {}
}
