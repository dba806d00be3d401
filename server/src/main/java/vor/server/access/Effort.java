package vor.server.access;

/**
 * What one password costs whoever tries it.
 *
 * @param kibibytes memory, held while one password is hashed
 * @param rounds passes over that memory
 */
public record Effort(int kibibytes, int rounds) {
    /** What OWASP asks of Argon2id with one lane. */
    public static final Effort SHIPPED = new Effort(19 * 1024, 2);
}
