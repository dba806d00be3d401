package vor.server.inventory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Guesses what somebody meant by a name that does not exist. */
public final class Near {
    private static final int SHOWN = 3;
    private static final int ALL = 8;

    private Near() {}

    /** A hint with the nearest names, or with all when there are few; empty when nothing is near. */
    public static String hint(String wrong, Collection<String> names) {
        if (names.isEmpty()) {
            return "there is none yet";
        }
        if (names.size() <= ALL) {
            return "one of: " + join(names.stream().sorted().toList());
        }
        List<String> near = near(wrong, names);
        return near.isEmpty() ? "" : "near: " + join(near);
    }

    private static List<String> near(String wrong, Collection<String> names) {
        int most = Math.max(1, Math.min(3, wrong.length() / 3));
        record Guess(String name, int distance) {}
        return names.stream()
                .filter(n -> Math.abs(n.length() - wrong.length()) <= most)
                .map(n -> new Guess(n, distance(wrong, n)))
                .filter(g -> g.distance() <= most)
                .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::name))
                .limit(SHOWN)
                .map(Guess::name)
                .toList();
    }

    private static String join(List<String> names) {
        return names.stream().map(n -> n.length() > 64 ? n.substring(0, 64) + "…" : n).collect(Collectors.joining(", "));
    }

    /** Levenshtein's, ignoring case. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1;
                int next = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + same);
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[b.length()];
    }
}
