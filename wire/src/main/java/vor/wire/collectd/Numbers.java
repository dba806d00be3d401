package vor.wire.collectd;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as collectd writes them. */
final class Numbers {
    private static final Pattern REAL = Pattern.compile("[+-]?([0-9]++\\.?[0-9]*+|\\.[0-9]++)([eE][+-]?[0-9]++)?");
    private static final Pattern UNKNOWN = Pattern.compile("U|null|[+-]?nan(\\([^)]*\\))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDLESS = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 64;

    private Numbers() {}

    static Optional<Double> real(String text) {
        if (text.length() > MOST) {
            return Optional.empty();
        }
        if (REAL.matcher(text).matches()) {
            return Optional.of(Double.parseDouble(text));
        }
        if (UNKNOWN.matcher(text).matches()) {
            return Optional.of(Double.NaN);
        }
        return ENDLESS.matcher(text).matches()
                ? Optional.of(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                : Optional.empty();
    }

    /** Why a text is no value of that kind. */
    static String refusal(Kind kind, String text) {
        String shown = text.length() <= MOST ? text : text.substring(0, MOST) + "...";
        return kind == Kind.GAUGE
                ? "\"" + shown + "\" is no number"
                : "\"" + shown + "\" is no whole number, which a " + kind.word() + " is (StoreRates must be false in collectd)";
    }

    /** As PUTVAL and JSON write it: {@code U}, {@code nan} and {@code null} are a gauge that nobody knows. Empty when the text is no number of that kind. */
    static Optional<Value> value(Kind kind, String text) {
        try {
            return switch (kind) {
                case COUNTER -> Optional.of(new Value.Counter(Long.parseUnsignedLong(text)));
                case DERIVE -> Optional.of(new Value.Derive(Long.parseLong(text)));
                case ABSOLUTE -> Optional.of(new Value.Absolute(Long.parseUnsignedLong(text)));
                case GAUGE -> real(text).map(Value.Gauge::new);
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
