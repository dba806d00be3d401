package vor.server.api;

import java.util.List;

/** Takes a body of a form that the API itself does not know. */
@FunctionalInterface
public interface Posted {
    /**
     * Any thread; returns when all that can be read of it is taken.
     *
     * @param sender its address
     */
    Outcome take(byte[] body, String sender);

    /**
     * What became of it.
     *
     * @param bad what could not be read
     * @param problems the first of those, in words for people
     */
    record Outcome(int taken, int bad, List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }
}
