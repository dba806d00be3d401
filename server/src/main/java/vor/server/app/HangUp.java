package vor.server.app;

import java.io.Console;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** The signal HUP has a service read its configuration anew. In a terminal it means what it always did: that this is closed. */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    static void reloads(Wiring wiring) {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            return;
        }
        try {
            Signal.handle(new Signal("HUP"), s -> wiring.reload(false));
        } catch (IllegalArgumentException e) {
            LOG.warn("the signal HUP cannot be heard ({}); vor reload does the same", e.getMessage());
        }
    }
}
