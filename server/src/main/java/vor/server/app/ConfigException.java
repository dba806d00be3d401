package vor.server.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration that cannot be used; carries every problem that was found. */
final class ConfigException extends Exception {
    private final transient List<ConfigProblem> problems;
    private final transient Map<Path, String> files;

    ConfigException(List<ConfigProblem> problems) {
        this(problems, Map.of());
    }

    /** @param files all that was read, by file, as digests */
    ConfigException(List<ConfigProblem> problems, Map<Path, String> files) {
        super(problems.getFirst().toString());
        this.problems = List.copyOf(problems);
        this.files = Map.copyOf(files);
    }

    Map<Path, String> files() {
        return files;
    }

    List<ConfigProblem> problems() {
        return problems;
    }
}
