package vor.lab;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A {@link LabState} as text, one line for each device that is not well: readable with {@code cat}. */
final class StateText {
    private static final String TITLE = "vor-lab 1";

    /** No device is called so. */
    private static final String TRAPS = "traps";

    private StateText() {}

    static String write(LabState state) {
        StringBuilder out = new StringBuilder(TITLE).append('\n');
        out.append("size ").append(state.size().distros()).append(' ').append(state.size().access()).append('\n');
        out.append("dark ").append(state.dark().word()).append('\n');
        state.traps().ifPresent(t -> out.append(TRAPS).append(' ').append(t).append('\n'));
        state.troubles().forEach((name, trouble) ->
                out.append(name).append(words(trouble)).append('\n'));
        return out.toString();
    }

    /** Cut, loss … as in the file, each with a space before it. */
    static String words(Trouble t) {
        StringBuilder out = new StringBuilder(t.cut() ? " cut" : "");
        share(out, "loss", t.loss());
        span(out, "stall", t.stall());
        span(out, "delay", t.delay());
        span(out, "jitter", t.jitter());
        share(out, "duplicate", t.duplicate());
        span(out, "flap", t.flap());
        return out.append(t.flapOff() ? " flap-off" : "").append(ConditionText.words(t.condition())).toString();
    }

    private static void share(StringBuilder out, String what, double value) {
        if (value > 0) {
            out.append(' ').append(what).append('=').append(percent(value));
        }
    }

    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private static void span(StringBuilder out, String what, Duration value) {
        if (!value.isZero()) {
            out.append(' ').append(what).append('=').append(value.toMillis()).append("ms");
        }
    }

    /** @throws IllegalArgumentException where the text is damaged: which line, and what was expected */
    static LabState read(String text) {
        List<String> lines = text.lines().toList();
        expect(lines.size() >= 3 && lines.get(0).equals(TITLE), 1, "expected \"" + TITLE + "\"");
        String[] size = lines.get(1).split(" ");
        expect(size.length == 3 && size[0].equals("size"), 2, "expected \"size DISTROS ACCESS\"");
        expect(lines.get(2).startsWith("dark "), 3, "expected \"dark off|carrier|silent\"");
        Map<String, Trouble> troubles = new TreeMap<>();
        Optional<TrapTarget> traps = Optional.empty();
        for (int i = 3; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ");
            expect(words.length > 0, i + 1, "expected a device and its troubles, found blanks");
            if (words[0].equals(TRAPS)) {
                traps = Optional.of(traps(words, i + 1));
            } else {
                troubles.put(words[0], trouble(words, i + 1));
            }
        }
        try {
            LabSize labSize = new LabSize(Integer.parseInt(size[1]), Integer.parseInt(size[2]));
            Dark dark = Dark.valueOf(lines.get(2).substring(5).toUpperCase(Locale.ROOT));
            return new LabState(labSize, dark, troubles, traps);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("lines 2 and 3: " + e.getMessage(), e);
        }
    }

    private static TrapTarget traps(String[] words, int line) {
        expect(words.length == 2, line, "expected \"traps ADDRESS:PORT\"");
        try {
            return TrapTarget.of(words[1]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
    }

    private static Trouble trouble(String[] words, int line) {
        Trouble trouble = Trouble.NONE;
        for (int i = 1; i < words.length; i++) {
            try {
                trouble = with(trouble, words[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + line + ": \"" + words[i] + "\": " + e.getMessage(), e);
            }
        }
        return trouble;
    }

    private static Trouble with(Trouble t, String word) {
        String[] parts = word.split("=", 2);
        String value = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "cut" -> t.cut(true);
            case "flap-off" -> t.flapOff(true);
            case "loss" -> t.loss(Units.share(value));
            case "stall" -> t.stall(Units.span(value));
            case "delay" -> t.delay(Units.span(value), t.jitter());
            case "jitter" -> t.delay(t.delay(), Units.span(value));
            case "duplicate" -> t.duplicate(Units.share(value));
            case "flap" -> t.flap(Units.span(value));
            default -> t.condition(c -> ConditionText.with(c, parts[0], value).orElseThrow(() -> new IllegalArgumentException(
                    "expected cut, loss=, stall=, delay=, jitter=, duplicate=, flap=, flap-off, " + ConditionText.WORDS)));
        };
    }

    private static void expect(boolean met, int line, String what) {
        if (!met) {
            throw new IllegalArgumentException("line " + line + ": " + what);
        }
    }
}
