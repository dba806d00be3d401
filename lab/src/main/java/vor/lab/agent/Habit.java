package vor.lab.agent;

import java.time.Duration;
import java.util.Locale;

/**
 * How an agent answers, apart from its device.
 *
 * @param span how much later ({@link Kind#SLOW}), how old at most ({@link Kind#CACHED}); else zero
 * @param file the recording ({@link Kind#PLAY}); else empty
 */
public record Habit(Kind kind, Duration span, String file) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** As it should. */
    public static final Habit NORMAL = new Habit(Kind.NORMAL, Duration.ZERO, "");

    public Habit {
        if (span.isNegative() || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an agent is late or behind by 0 to 10 minutes, not " + span.toMillis() + " ms");
        }
        if ((kind == Kind.PLAY) != !file.isEmpty()) {
            throw new IllegalArgumentException("an agent that plays, and no other, needs a file: play FILE.snmprec");
        }
    }

    public static Habit of(Kind kind) {
        return new Habit(kind, kind.usual, "");
    }

    public static Habit play(String file) {
        return new Habit(Kind.PLAY, Duration.ZERO, file);
    }

    /** What may be wrong with it. */
    public enum Kind {
        NORMAL(Duration.ZERO),
        /** Answers nothing; the device still answers echoes. */
        SILENT(Duration.ZERO),
        /** Each answer comes so much later. */
        SLOW(Duration.ofMillis(800)),
        /** Tells what was true up to so long ago. */
        CACHED(Duration.ofSeconds(15)),
        /** Leaves out rows, answers in small pieces, and not at all for some tables. */
        PARTIAL(Duration.ZERO),
        /** Every other answer is none: wrong id, other objects, an error, rubbish. */
        WRONG(Duration.ZERO),
        /** Its walk never ends: it comes back to where it was. */
        LOOPING(Duration.ZERO),
        /** Tells what a recording tells instead. */
        PLAY(Duration.ZERO);

        private final Duration usual;

        Kind(Duration usual) {
            this.usual = usual;
        }

        /** As written on the command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
