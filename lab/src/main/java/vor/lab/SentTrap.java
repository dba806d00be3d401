package vor.lab;

import java.time.Instant;

/**
 * A trap that an agent sent.
 *
 * @param device whose agent
 * @param up linkUp, else linkDown
 * @param at just before it left, by the clock of this machine
 */
public record SentTrap(String device, String port, boolean up, Instant at) {

    /** From a line of the responder: time, device, port, up or down. */
    static SentTrap of(String line) {
        String[] words = line.split(" ", 4);
        if (words.length != 4) {
            throw new LabException("the responder told of a trap: \"" + line + "\", which is none");
        }
        return new SentTrap(words[1], words[2], words[3].equals("up"), Instant.parse(words[0]));
    }
}
