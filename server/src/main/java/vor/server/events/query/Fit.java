package vor.server.events.query;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern for texts; one that takes too long fits none. */
final class Fit {
    /** Characters that a pattern may look at for one text. An honest one looks at each a few times. */
    private static final int MOST_LOOKS = 100_000;

    private final Pattern pattern;
    private final boolean whole;

    private Fit(Pattern pattern, boolean whole) {
        this.pattern = pattern;
        this.whole = whole;
    }

    /** {@code %} is anything, also nothing. */
    static Fit like(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("%", -1)) {
            if (!regex.isEmpty()) {
                regex.append(".*?");
            }
            regex.append(Pattern.quote(part));
        }
        return new Fit(Pattern.compile(regex.toString(), Pattern.DOTALL), true);
    }

    /** Somewhere in the text. */
    static Fit regex(String regex, int at) throws QueryException {
        try {
            return new Fit(Pattern.compile(regex), false);
        } catch (PatternSyntaxException e) {
            throw new QueryException("no regular expression: " + e.getDescription() + " at its character " + (e.getIndex() + 1), at);
        }
    }

    boolean fits(String text) {
        try {
            var matcher = pattern.matcher(new Looked(text, new int[] {MOST_LOOKS}));
            return whole ? matcher.matches() : matcher.find();
        } catch (TooLong | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("a pattern takes too long", null, false, false);
        }
    }

    /** @param left how many looks are left; one element */
    @SuppressWarnings("ArrayRecordComponent") // a counter that is shared
    private record Looked(CharSequence text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Looked(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
