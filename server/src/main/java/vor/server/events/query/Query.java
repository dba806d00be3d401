package vor.server.events.query;

import vor.model.Event;

/**
 * A query in Riemann's language: {@code state = "critical" and (service =~ "disk %" or metric > 0.9) and not tagged "test"}. Immutable, for any thread.
 *
 * <p>Fields are {@code host service state description metric metric_f time ttl}, and any other name is an attribute. {@code = !=} compare any two of field and value,
 * {@code < <= > >=} numbers (what is no number fulfils none), {@code =~} a text with {@code %} for anything, {@code ~=} a text that holds a regular expression.
 * {@code not} binds closest, then {@code and}, then {@code or}. Commas are spaces.
 */
public final class Query {
    /** In characters. */
    public static final int LONGEST = 4_096;

    private static final Query ALL = new Query("true", new Expression.Constant(true));

    private final String text;
    private final Expression expression;

    private Query(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /** Every event. */
    public static Query all() {
        return ALL;
    }

    /** @throws QueryException saying where it stops being a query, and what was expected there */
    public static Query parse(String text) throws QueryException {
        if (text.length() > LONGEST) {
            throw new QueryException("a query has at most " + LONGEST + " characters, this one " + text.length(), LONGEST);
        }
        return new Query(text, new Parser(text).parse());
    }

    /** A regular expression that takes too long on an event does not fit it. */
    public boolean matches(Event event) {
        return expression.holds(event);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
