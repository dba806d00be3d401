package vor.server.rules.load;

/**
 * What is wrong with a file of rules.
 *
 * @param line from 1; 0 when nobody knows
 * @param column from 1; 0 when nobody knows
 * @param source that line; empty when nobody knows
 */
public record SourceProblem(String file, int line, int column, String message, String source) {

    static SourceProblem of(String file, String message) {
        return new SourceProblem(file, 0, 0, message, "");
    }

    /** As compilers say it: {@code Rabbit.java:7:21: cannot find symbol}. */
    public String words() {
        String place = line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "";
        return file + place + ": " + message;
    }
}
