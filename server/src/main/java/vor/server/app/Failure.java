package vor.server.app;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Words for what went wrong outside of us. */
final class Failure {
    private Failure() {}

    static String inWords(Throwable e) {
        return switch (e) {
            case AccessDeniedException a -> a.getFile() + ": this user may not do that there";
            case NoSuchFileException n -> n.getFile() + ": there is no such file";
            case BindException b -> "the address is taken or not ours (" + b.getMessage() + "): is Vor running already?";
            case IOException io -> Optional.ofNullable(io.getMessage()).orElse(io.getClass().getSimpleName());
            default -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        };
    }
}
