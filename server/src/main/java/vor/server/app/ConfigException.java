package vor.server.app;

import java.util.List;

/** A configuration that cannot be used; carries every problem that was found. */
final class ConfigException extends Exception {
    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.getFirst().toString());
        this.problems = List.copyOf(problems);
    }

    List<ConfigProblem> problems() {
        return problems;
    }
}
