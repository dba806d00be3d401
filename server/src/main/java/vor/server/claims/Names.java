package vor.server.claims;

/** What a name of somebody is. */
final class Names {
    private static final int LONGEST = 64;

    private Names() {}

    /** @throws IllegalArgumentException saying what is wrong with it */
    static String checked(String who) {
        String name = who.strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of who is on it is empty");
        }
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException("the name of who is on it has more than " + LONGEST + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of who is on it holds control characters");
        }
        return name;
    }
}
