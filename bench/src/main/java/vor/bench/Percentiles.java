package vor.bench;

import java.util.Arrays;
import java.util.Collection;

/** Of a set of numbers, those that a share of them does not exceed: by nearest rank, so that each was really measured. */
final class Percentiles {
    private final double[] sorted;

    private Percentiles(double[] sorted) {
        this.sorted = sorted;
    }

    static Percentiles of(Collection<Double> numbers) {
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /** @param percent above 0, up to 100; NaN where there are no numbers */
    double at(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    double max() {
        return at(100);
    }
}
