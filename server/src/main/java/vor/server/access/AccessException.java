package vor.server.access;

import java.time.Duration;

/** Why something was refused. Nothing was changed. Messages are made for people. */
public abstract sealed class AccessException extends RuntimeException {
    private AccessException(String message) {
        super(message, null, false, false);
    }

    private AccessException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Name and password do not fit, or the link was used or is too old; it is not told which. */
    public static final class Refused extends AccessException {
        Refused(String message) {
            super(message);
        }
    }

    /** Too many failures; try again after so long. */
    public static final class Limited extends AccessException {
        private final Duration wait;

        Limited(Duration wait) {
            super("too many failed attempts; try again in " + seconds(wait) + " s");
            this.wait = wait;
        }

        /** Whole seconds, at least one. */
        public long seconds() {
            return seconds(wait);
        }

        private static long seconds(Duration wait) {
            return Math.max(1, wait.plusMillis(999).toSeconds());
        }
    }

    /** A field is not valid. */
    public static final class Invalid extends AccessException {
        private final String field;
        private final String hint;

        Invalid(String field, String message, String hint) {
            super(message);
            this.field = field;
            this.hint = hint;
        }

        public String field() {
            return field;
        }

        /** How to mend it. */
        public String hint() {
            return hint;
        }
    }

    /** There is no such thing. */
    public static final class NotFound extends AccessException {
        NotFound(String message) {
            super(message);
        }
    }

    /** It does not fit what is there. */
    public static final class Conflict extends AccessException {
        Conflict(String message) {
            super(message);
        }
    }

    /** The provider that says who somebody is cannot be reached, or does not answer as one. */
    public static final class Elsewhere extends AccessException {
        Elsewhere(String message) {
            super(message);
        }
    }

    /** Too many wait; try again. */
    public static final class Busy extends AccessException {
        Busy(String message) {
            super(message);
        }
    }

    /** The database cannot be read or written. */
    public static final class Unavailable extends AccessException {
        Unavailable(String message) {
            super(message);
        }

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
