/**
 * JSON (RFC 8259) as records: {@link vor.wire.json.JsonReader} reads one value, {@link vor.wire.json.JsonText} writes. Small and strict, for lines that strangers send;
 * what the values mean is decided elsewhere.
 */
@NullMarked
package vor.wire.json;

import org.jspecify.annotations.NullMarked;
