package vor.server.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the headers by which a browser says what it can take and what it has. */
final class Accept {
    private static final Pattern ZERO = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*(;|$)");
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")|(\\*)");

    private Accept() {}

    /** Whether an Accept-Encoding header allows the encoding by name; a wildcard is not taken as a wish. */
    static boolean encoding(String header, String encoding) {
        for (String part : header.split(",")) {
            int end = part.indexOf(';');
            String name = (end < 0 ? part : part.substring(0, end)).strip();
            if (name.equalsIgnoreCase(encoding)) {
                return !ZERO.matcher(part).find();
            }
        }
        return false;
    }

    /** Whether an If-None-Match header names the tag (in quotes), by weak comparison. */
    static boolean tag(String header, String tag) {
        Matcher m = TAG.matcher(header);
        while (m.find()) {
            if (m.group(2) != null || tag.equals(m.group(1))) {
                return true;
            }
        }
        return false;
    }
}
