package vor.wire.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes the head of a request apart. Never throws; what it makes is bounded by the bytes it is given. Stateless, for any thread. */
public final class HeadReader {
    private static final int MOST_HEADERS = 100;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final String HOST = "host";

    private HeadReader() {}

    /** What is told to the client. */
    private static final class BadHead extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        BadHead(int status, String why) {
            super(why, null, false, false);
            this.status = status;
        }
    }

    /** @param length of the lines up to the empty one, which may be among them */
    public static Head read(byte[] bytes, int from, int length) {
        try {
            return head(new String(bytes, from, length, StandardCharsets.ISO_8859_1).split("\r?\n", -1));
        } catch (BadHead e) {
            return new Head.Damage(e.status, String.valueOf(e.getMessage()));
        }
    }

    private static RequestHead head(String[] lines) throws BadHead {
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !TOKEN.matcher(words[0]).matches() || !words[2].matches("HTTP/1\\.[01]")) {
            throw bad("this is no request of HTTP/1.1: expected a line such as GET /index HTTP/1.1");
        }
        if (!words[1].startsWith("/") || !isPlain(words[1])) {
            throw bad("expected a path that begins with a slash");
        }
        Map<String, List<String>> headers = headers(lines);
        int minor = words[2].charAt(7) - '0';
        int hosts = headers.getOrDefault(HOST, List.of()).size();
        if (hosts > 1 || hosts == 0 && minor == 1) {
            throw bad("expected one Host header");
        }
        int mark = words[1].indexOf('?');
        String path = decoded(mark < 0 ? words[1] : words[1].substring(0, mark), false);
        return new RequestHead(words[0], path, mark < 0 ? Map.of() : query(words[1].substring(mark + 1)), minor, headers, body(headers));
    }

    private static Map<String, List<String>> headers(String[] lines) throws BadHead {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            String value = colon < 0 ? "" : lines[i].substring(colon + 1).strip();
            if (colon < 1 || !TOKEN.matcher(lines[i].substring(0, colon)).matches() || !isText(value)) {
                throw bad("line " + (i + 1) + " is no header");
            }
            if (i > MOST_HEADERS) {
                throw bad("more than " + MOST_HEADERS + " headers");
            }
            headers.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1)).add(value);
        }
        return headers;
    }

    /** Two lengths, or one and chunks, would leave it to guesses where the next request begins. */
    private static RequestHead.Body body(Map<String, List<String>> headers) throws BadHead {
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
        if (codings.isEmpty() && lengths.isEmpty()) {
            return new RequestHead.Body.None();
        }
        if (lengths.size() + codings.size() > 1) {
            throw bad("the length of the body must be told once, by Content-Length or by Transfer-Encoding");
        }
        if (lengths.isEmpty()) {
            if (!codings.getFirst().equalsIgnoreCase("chunked")) {
                throw new BadHead(501, "of Transfer-Encoding only chunked is known");
            }
            return new RequestHead.Body.Chunked();
        }
        return Optional.of(lengths.getFirst())
                .filter(l -> LENGTH.matcher(l).matches())
                .map(l -> new RequestHead.Body.Length(Long.parseLong(l)))
                .orElseThrow(() -> bad("Content-Length is no number of bytes"));
    }

    private static Map<String, String> query(String text) throws BadHead {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int sign = pair.indexOf('=');
            if (!pair.isEmpty()) {
                query.put(decoded(sign < 0 ? pair : pair.substring(0, sign), true), sign < 0 ? "" : decoded(pair.substring(sign + 1), true));
            }
        }
        return query;
    }

    /** @param form whether a plus is a space */
    private static String decoded(String text, boolean form) throws BadHead {
        ByteBuffer out = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw bad("a % in the path or query without two hexadecimal digits behind it");
                }
                out.put((byte) (high << 4 | low));
                i += 2;
            } else {
                out.put((byte) (form && c == '+' ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw bad("the path or query is not text in UTF-8");
        }
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c != 0x7f);
    }

    private static boolean isText(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\t');
    }

    private static BadHead bad(String why) {
        return new BadHead(400, why);
    }
}
