package vor.model;

/**
 * Which picture: the start of the process that made it, and a count within.
 *
 * @param boot start of the process, milliseconds since 1970: a reader that holds another boot starts anew
 * @param n grows by one with every frame
 */
public record Revision(long boot, long n) {
    @Override
    public String toString() {
        return boot + "." + n;
    }
}
