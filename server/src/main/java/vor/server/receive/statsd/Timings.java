package vor.server.receive.statsd;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.server.receive.statsd.Flush.Timing;
import vor.server.receive.statsd.Adding.Histogram;
import vor.wire.statsd.Numbers;

/** What statsd tells of a timer. Sums are added up in the order of the values, so that they are the same to the last bit. Pure. */
final class Timings {
    private final Adding settings;

    Timings(Adding settings) {
        this.settings = settings;
    }

    /**
     * @param values in any order; they are sorted here
     * @param weight how many there were before clients sampled
     */
    Timing of(String key, double[] values, double weight) {
        if (values.length == 0) {
            Map<String, Double> idle = new LinkedHashMap<>();
            idle.put("count_ps", 0.0);
            idle.put("count", 0.0);
            return new Timing(wanted(idle), Map.of());
        }
        Arrays.sort(values);
        return new Timing(wanted(numbers(new Sums(values), weight)), wants("histogram") ? histogram(key, values) : Map.of());
    }

    private Map<String, Double> numbers(Sums sums, double weight) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (double percentile : settings.percentiles()) {
            percentile(percentile, sums, numbers);
        }
        int count = sums.count();
        double[] values = sums.values;
        double sum = sums.sum(count);
        double mean = sum / count;
        numbers.put("std", deviation(values, mean));
        numbers.put("upper", values[count - 1]);
        numbers.put("lower", values[0]);
        numbers.put("count", weight);
        numbers.put("count_ps", weight / settings.seconds());
        numbers.put("sum", sum);
        numbers.put("sum_squares", sums.squares(count));
        numbers.put("mean", mean);
        numbers.put("median", count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2);
        return numbers;
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    /** A single value is in every share, also in that of 0. Beyond 100 statsd finds no limits and no sums, at -100 and beyond no sums that are numbers. */
    private static void percentile(double percentile, Sums sums, Map<String, Double> numbers) {
        int count = sums.count();
        long within = count == 1 ? 1 : Math.round(Math.abs(percentile) / 100 * count);
        if (within == 0) {
            return;
        }
        String name = Numbers.write(percentile);
        name = first(first(name, '.', "_"), '-', "top");
        boolean known = within <= count;
        boolean lowest = percentile > 0 || count == 1;
        double sum = Double.NaN;
        double squares = Double.NaN;
        if (lowest && known) {
            sum = sums.sum((int) within);
            squares = sums.squares((int) within);
        } else if (within < count) {
            sum = sums.sum(count) - sums.sum(count - (int) within);
            squares = sums.squares(count) - sums.squares(count - (int) within);
        }
        numbers.put("count_" + name, (double) within);
        numbers.put("mean_" + name, count == 1 ? sum : sum / within);
        if (known) {
            numbers.put((percentile > 0 ? "upper_" : "lower_") + name, sums.values[lowest ? (int) within - 1 : count - (int) within]);
        }
        if (known || percentile <= 0) {
            numbers.put("sum_" + name, sum);
            numbers.put("sum_squares_" + name, squares);
        }
    }

    private static String first(String text, char from, String to) {
        int at = text.indexOf(from);
        return at < 0 ? text : text.substring(0, at) + to + text.substring(at + 1);
    }

    private Map<String, Integer> histogram(String key, double[] values) {
        Map<String, Integer> bins = new LinkedHashMap<>();
        int at = 0;
        for (double limit : limits(key)) {
            int from = at;
            while (at < values.length && (limit == Double.POSITIVE_INFINITY || values[at] < limit)) {
                at++;
            }
            bins.put("bin_" + (limit == Double.POSITIVE_INFINITY ? "inf" : first(Numbers.write(limit), '.', "_")), at - from);
        }
        return bins;
    }

    private List<Double> limits(String key) {
        return settings.histograms().stream().filter(h -> key.contains(h.metric())).findFirst().map(Histogram::bins).orElse(List.of());
    }

    private Map<String, Double> wanted(Map<String, Double> numbers) {
        numbers.keySet().removeIf(name -> !wants(name));
        return numbers;
    }

    private boolean wants(String name) {
        return settings.timerNumbers().isEmpty() || settings.timerNumbers().contains(general(name));
    }

    /** {@code upper_percent} for {@code upper_90} and {@code upper_top90}; only the last digits go, so that 99.9 gives {@code upper_99_percent} as in statsd. */
    static String general(String name) {
        int digits = name.length();
        while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
            digits--;
        }
        String stem = name.substring(0, digits);
        if (digits == name.length()) {
            return name;
        }
        if (stem.endsWith("_top")) {
            return stem.substring(0, digits - 4) + "_percent";
        }
        return stem.endsWith("_") ? stem + "percent" : name;
    }

    /** Sums of the first so many of the sorted values. */
    private static final class Sums {
        private final double[] values;
        private final double[] sums;
        private final double[] squares;

        Sums(double[] sorted) {
            values = sorted;
            sums = new double[sorted.length];
            squares = new double[sorted.length];
            sums[0] = sorted[0];
            squares[0] = sorted[0] * sorted[0];
            for (int i = 1; i < sorted.length; i++) {
                sums[i] = sorted[i] + sums[i - 1];
                squares[i] = sorted[i] * sorted[i] + squares[i - 1];
            }
        }

        int count() {
            return values.length;
        }

        double sum(int first) {
            return sums[first - 1];
        }

        double squares(int first) {
            return squares[first - 1];
        }
    }
}
