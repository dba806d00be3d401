package vor.lab;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vor.lab.agent.Habit;

/** A {@link Condition} as words of the state file. */
final class ConditionText {
    /** For errors. */
    static final String WORDS = "hang, off, booting, boot=, unconfigured, admin-down, overheat, no-visitors, lost-port=, lost-member=,"
            + " crossed=, agent=";

    private ConditionText() {}

    /** Each with a space before it. */
    static String words(Condition c) {
        StringBuilder out = new StringBuilder();
        switch (c.life()) {
            case RUNNING -> {}
            case HANGS -> out.append(" hang");
            case OFF -> out.append(" off");
            case BOOTING -> out.append(" booting");
        }
        out.append(c.boot().isZero() ? "" : " boot=" + millis(c.boot()));
        out.append(c.unconfigured() ? " unconfigured" : "");
        out.append(c.adminDown() ? " admin-down" : "");
        out.append(c.hot() ? " overheat" : "");
        out.append(c.visitorsGone() ? " no-visitors" : "");
        c.lostPorts().forEach(p -> out.append(" lost-port=").append(p));
        c.lostMembers().forEach(m -> out.append(" lost-member=").append(m));
        out.append(c.crossed().isEmpty() ? "" : " crossed=" + c.crossed());
        return out.append(c.agent().equals(Habit.NORMAL) ? "" : " agent=" + agent(c.agent())).toString();
    }

    private static String millis(Duration span) {
        return span.toMillis() + "ms";
    }

    private static String agent(Habit habit) {
        String word = habit.kind().word();
        if (!habit.file().isEmpty()) {
            return word + ":" + URLEncoder.encode(habit.file(), StandardCharsets.UTF_8);
        }
        return habit.span().isZero() ? word : word + ":" + millis(habit.span());
    }

    /**
     * @return empty where the word is none of ours
     * @throws IllegalArgumentException where its value is damaged
     */
    static Optional<Condition> with(Condition c, String word, String value) {
        return Optional.ofNullable(switch (word) {
            case "hang" -> c.life(Condition.Life.HANGS, c.boot(), c.unconfigured());
            case "off" -> c.life(Condition.Life.OFF, c.boot(), c.unconfigured());
            case "booting" -> c.life(Condition.Life.BOOTING, c.boot(), c.unconfigured());
            case "boot" -> c.life(c.life(), Units.span(value), c.unconfigured());
            case "unconfigured" -> c.life(c.life(), c.boot(), true);
            case "admin-down" -> c.adminDown(true);
            case "overheat" -> c.hot(true);
            case "no-visitors" -> c.visitorsGone(true);
            case "lost-port" -> c.losing(filled(value));
            case "lost-member" -> c.losing(Integer.parseInt(value));
            case "crossed" -> c.crossed(filled(value));
            case "agent" -> c.agent(agent(value));
            default -> null;
        });
    }

    private static String filled(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("expected a name behind =");
        }
        return value;
    }

    private static Habit agent(String value) {
        String[] parts = value.split(":", 2);
        Habit.Kind kind = kind(parts[0]);
        if (kind == Habit.Kind.PLAY) {
            return Habit.play(URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return parts.length == 2 ? new Habit(kind, Units.span(parts[1]), "") : new Habit(kind, Duration.ZERO, "");
    }

    /** @throws IllegalArgumentException with all that there are */
    static Habit.Kind kind(String word) {
        return Stream.of(Habit.Kind.values())
                .filter(k -> k.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected " + Stream.of(Habit.Kind.values()).map(Habit.Kind::word).toList()
                        + ", not \"" + word + "\""));
    }
}
