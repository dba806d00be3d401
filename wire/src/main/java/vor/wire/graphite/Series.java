package vor.wire.graphite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The name of a series and its tags, out of {@code name;tag=value;tag2=value2}. Of two tags of one name the last counts, as in carbon.
 *
 * @param trouble empty when all is well; nothing else counts otherwise
 */
record Series(String name, Map<String, String> tags, String trouble) {
    /** Of the kind that a point takes without wrapping it: most points have none. */
    private static final Map<String, String> NO_TAGS = Collections.unmodifiableMap(Map.of());

    static Series of(String path) {
        int end = path.indexOf(';');
        String name = end < 0 ? path : path.substring(0, end);
        if (name.isEmpty()) {
            return new Series("", NO_TAGS, "the path has no name");
        }
        return end < 0 ? new Series(name, NO_TAGS, "") : tagged(name, path, end + 1);
    }

    private static Series tagged(String name, String path, int from) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int at = from; at <= path.length(); ) {
            int end = path.indexOf(';', at);
            end = end < 0 ? path.length() : end;
            int equals = path.indexOf('=', at, end);
            if (equals <= at) {
                return new Series("", NO_TAGS, quoted(path.substring(at, end)) + " of the path is no tag=value");
            }
            tags.put(path.substring(at, equals), path.substring(equals + 1, end));
            at = end + 1;
        }
        return new Series(name, Collections.unmodifiableMap(tags), "");
    }

    /** Short, and without what would confuse who reads it. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length() && i < 40; i++) {
            out.append(Character.isISOControl(text.charAt(i)) ? '?' : text.charAt(i));
        }
        return out.append(text.length() > 40 ? "...\"" : "\"").toString();
    }
}
