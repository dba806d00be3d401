package vor.model;

import java.util.Locale;

/** What a verdict says, in rising order of what outranks what when the worst is sought. {@link #MAINT} masks all others. */
public enum State {
    GOOD,
    WORN,
    /** Nothing is known: never outranks down. */
    UNKNOWN,
    BAD,
    /** Silent, but not for long enough to be sure: alarms nobody. */
    SUSPECT,
    /** Silent, and every path from the monitor to it passes something that is down. */
    BEHIND,
    DOWN,
    MAINT;

    /** As it is written in API and page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
