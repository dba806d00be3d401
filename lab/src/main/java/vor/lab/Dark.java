package vor.lab;

import java.util.Locale;

/** How the whole network is gone from the monitor's view. */
public enum Dark {
    /** It is not. */
    OFF,
    /** The monitor's own cable has no carrier. */
    CARRIER,
    /** The cable is fine, but nothing behind it answers, the gateway included. */
    SILENT;

    /** As written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
