package vor.server.api;

/** Ends a request with a {@link Problem}. Carries no stack trace: it is an answer, not a fault of ours. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
