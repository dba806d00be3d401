package vor.server.app;

import java.io.Console;
import java.io.PrintStream;

/** One line that says how far something is, written over itself; nothing at all where no person looks at a terminal. */
final class ProgressLine {
    private static final int WIDTH = 78;

    private final PrintStream out;
    private final boolean shown;

    ProgressLine(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /** On standard error, so that what is printed stays clean. */
    static ProgressLine ofTerminal() {
        Console console = System.console();
        return new ProgressLine(System.err, console != null && console.isTerminal());
    }

    void say(String text) {
        if (shown) {
            out.print("\r" + text.substring(0, Math.min(WIDTH, text.length())) + " ".repeat(Math.max(0, WIDTH - text.length())));
            out.flush();
        }
    }

    /** The line is clean again. */
    void end() {
        if (shown) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }
}
