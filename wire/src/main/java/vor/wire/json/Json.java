package vor.wire.json;

import java.util.List;
import java.util.Map;
import vor.wire.json.JsonReader.Parsed;

/** A value. */
public sealed interface Json extends Parsed {

    record Text(String text) implements Json {}

    /** A number without point and exponent that fits. */
    record Whole(long number) implements Json {}

    /** Any other number; finite or, where it is too large, infinite. */
    record Real(double value) implements Json {}

    record Truth(boolean value) implements Json {}

    /** {@code null}. */
    record Nothing() implements Json {}

    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** @param fields in order; of a name that is there twice the last counts */
    record Fields(Map<String, Json> fields) implements Json {}
}
