package vor.wire.graphite;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;

/** The numbers and texts of a pickle, each behind its opcode. */
final class Literals {
    private Literals() {}

    /** True and false are numbers to Python, too. */
    static Value number(int code, PickleInput in) {
        return switch (code) {
            case 'I', 'L' -> whole(in.line(), in);
            case 'J' -> new Value.Amount(in.signed());
            case 'K' -> new Value.Amount(in.little(1));
            case 'M' -> new Value.Amount(in.little(2));
            case 0x88 -> new Value.Amount(1);
            case 0x89 -> new Value.Amount(0);
            case 0x8a -> large(in.reversed(in.little(1)));
            case 0x8b -> large(in.reversed(in.signed()));
            case 'F' -> real(in.line(), in);
            default -> new Value.Amount(Double.longBitsToDouble(in.big()));
        };
    }

    static Value text(int code, PickleInput in) {
        return new Value.Text(switch (code) {
            case 'S' -> escaped(in.line(), in, true);
            case 'V' -> escaped(in.line(), in, false);
            case 'T' -> in.text(in.signed());
            case 'X', 'B' -> in.text(in.little(4));
            case 0x8d, 0x8e -> in.text(in.little(8));
            default -> in.text(in.little(1));
        });
    }

    private static Value whole(String line, PickleInput in) {
        String text = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
        if (!Numbers.isWhole(text)) {
            in.fail(Series.quoted(line) + " is no whole number");
        }
        return finite(Numbers.number(text).orElse(Double.POSITIVE_INFINITY));
    }

    private static Value large(byte[] bytes) {
        return finite(bytes.length == 0 ? 0 : new BigInteger(bytes).doubleValue());
    }

    /** Python makes no float of a whole number that is too large for one. */
    private static Value finite(double value) {
        return Double.isInfinite(value) ? new Value.Other("a whole number too large for a double") : new Value.Amount(value);
    }

    private static Value real(String line, PickleInput in) {
        OptionalDouble number = Numbers.number(line);
        if (number.isEmpty()) {
            in.fail(Series.quoted(line) + " is no number");
        }
        return new Value.Amount(number.orElse(0));
    }

    private static String escaped(String line, PickleInput in, boolean quotes) {
        Optional<String> text = quotes ? Escapes.string(line) : Escapes.unicode(line);
        if (text.isEmpty()) {
            in.fail(Series.quoted(line) + " is no text of Python");
        }
        return text.orElse("");
    }
}
