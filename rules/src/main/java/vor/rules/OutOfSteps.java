package vor.rules;

/** A rule took more steps for one event than it may: it probably loops. */
public final class OutOfSteps extends Error {
    private static final long serialVersionUID = 1;

    public OutOfSteps() {
        super("it took more steps than a rule may: probably it loops");
    }
}
