package vor.wire.graphite;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a pickle may hold. None of these is compared or shown as a whole: a list may hold itself. */
sealed interface Value {
    Value NONE = new Other("None");

    record Amount(double value) implements Value {}

    /** What can be no part of a point. */
    record Other(String what) implements Value {}

    /** Text or bytes. Told apart only once, however often a pickle refers to it. */
    final class Text implements Value {
        private final String text;
        private Optional<Series> series = Optional.empty();
        private Optional<OptionalDouble> number = Optional.empty();

        Text(String text) {
            this.text = text;
        }

        int length() {
            return text.length();
        }

        String quoted() {
            return Series.quoted(text);
        }

        Series series() {
            if (series.isEmpty()) {
                series = Optional.of(Series.of(text));
            }
            return series.get();
        }

        OptionalDouble number() {
            if (number.isEmpty()) {
                number = Optional.of(Numbers.number(text));
            }
            return number.get();
        }
    }

    /** A list, which may grow, or a tuple, which may not. */
    final class Sequence implements Value {
        private final List<Value> items;
        private final boolean grows;

        Sequence(List<Value> items, boolean grows) {
            this.items = items;
            this.grows = grows;
        }

        List<Value> items() {
            return items;
        }

        boolean grows() {
            return grows;
        }
    }
}
