package vor.server.app;

/**
 * Something wrong in a configuration file.
 *
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1
 * @param field where in the document, dotted
 * @param message what is wrong and what was expected
 */
record ConfigProblem(String file, int line, int column, String field, String message) {
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return field.isEmpty() ? place + ": " + message : place + ": " + field + ": " + message;
    }
}
