package vor.bench;

import java.util.List;
import java.util.Locale;

/** Resident memory over time: the mean of the first third beside that of the last, in megabytes. */
record Thirds(double first, double last) {
    static Thirds of(List<MemoryCurve.Sample> samples) {
        int third = Math.max(1, samples.size() / 3);
        return new Thirds(mean(samples.subList(0, third)), mean(samples.subList(samples.size() - third, samples.size())));
    }

    private static double mean(List<MemoryCurve.Sample> some) {
        return some.stream().mapToDouble(MemoryCurve.Sample::megabytes).average().orElseThrow();
    }

    double grown() {
        return last - first;
    }

    String words() {
        return String.format(Locale.ROOT, "resident: %.0f MB in the first third, %.0f MB in the last", first, last);
    }
}
