package vor.server.inventory;

/**
 * One thing that is wrong with what was asked.
 *
 * @param field path within the document; empty for the whole
 * @param hint how to mend it; empty when the message says it all
 * @param line from 1 where the document was a file, else 0
 * @param column from 1 where the document was a file, else 0
 */
public record Fault(String field, String message, String hint, int line, int column) {
    Fault(Field field, String message, String hint) {
        this(field.toString(), message, hint, 0, 0);
    }
}
