package vor.server.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The packages show this page as vor(1). */
@Command(name = "man", hidden = true, mixinStandardHelpOptions = true, description = "Writes the manual page: vor man | man -l -")
final class ManCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Streams.out(spec);
        out.print(ManPage.of(Main.commandLine(), Main.VERSION));
        out.flush();
        return 0;
    }
}
