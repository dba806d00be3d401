package vor.server.collect.snmp.facts;

/** A formula that cannot be read. */
public final class FormulaException extends Exception {
    private static final long serialVersionUID = 1;

    private final int at;

    FormulaException(int at, String message) {
        super(message);
        this.at = at;
    }

    /** Where in the formula, from 0. */
    public int at() {
        return at;
    }
}
